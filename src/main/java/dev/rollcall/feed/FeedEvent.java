package dev.rollcall.feed;

import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.WireName;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Something that has changed. */
public sealed interface FeedEvent {

  /** What has changed. */
  enum Kind implements WireName {
    /** What an instance lists, as {@link ModelChange}. */
    CHANGED,
    /** How an instance is, as {@link ProviderStatus}. */
    STATUS
  }

  /** Its place in the order of events. */
  EventId id();

  /** What has changed. */
  Kind kind();

  /** The instance. */
  String provider();

  /** The instance's type; null when it is not known any more. */
  @Nullable String type();

  /** When Rollcall noticed, to the second as all times in JSON are. */
  Instant at();

  /** What it tells, as the JSON that is published on the event bus. */
  JsonObject data();

  /** The length of that JSON, in bytes. */
  int bytes();

  /**
   * A change of what an instance lists.
   *
   * @param bytes the length of its JSON
   */
  record Change(ModelChange change, @Nullable String type, int bytes) implements FeedEvent {

    static Change of(ModelChange change, @Nullable String type) {
      return new Change(change, type, ModelJson.toJson(change).toBuffer().length());
    }

    @Override
    public EventId id() {
      return EventId.of(change.seq());
    }

    @Override
    public Kind kind() {
      return Kind.CHANGED;
    }

    @Override
    public String provider() {
      return change.provider();
    }

    @Override
    public Instant at() {
      return change.at().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public JsonObject data() {
      return ModelJson.toJson(change);
    }
  }

  /**
   * A change of how an instance is.
   *
   * @param bytes the length of its JSON
   */
  record Status(EventId id, ProviderStatus status, Instant at, int bytes) implements FeedEvent {

    static Status of(EventId id, ProviderStatus status, Instant at) {
      return new Status(
          id,
          status,
          at.truncatedTo(ChronoUnit.SECONDS),
          ModelJson.toJson(status).toBuffer().length());
    }

    @Override
    public Kind kind() {
      return Kind.STATUS;
    }

    @Override
    public String provider() {
      return status.name();
    }

    @Override
    public String type() {
      return status.type();
    }

    @Override
    public JsonObject data() {
      return ModelJson.toJson(status);
    }
  }
}
