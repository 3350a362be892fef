package dev.rollcall.feed;

import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.WireName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that has changed, encoded once for all who are told.
 *
 * @param provider the instance
 * @param type its type; null when it is not known any more
 * @param at when Rollcall noticed, to the second as all times in JSON are
 * @param frame the event as a server-sent event; shared, so not to be changed
 */
public record FeedEvent(
    EventId id, Kind kind, String provider, @Nullable String type, Instant at, Buffer frame) {

  /** What has changed. */
  public enum Kind implements WireName {
    /** What an instance lists, as {@link ModelChange}. */
    CHANGED,
    /** How an instance is, as {@link ProviderStatus}. */
    STATUS
  }

  static FeedEvent of(ModelChange change, @Nullable String type) {
    return of(
        EventId.of(change.seq()),
        Kind.CHANGED,
        change.provider(),
        type,
        change.at(),
        ModelJson.toJson(change));
  }

  static FeedEvent of(EventId id, ProviderStatus status, Instant at) {
    return of(id, Kind.STATUS, status.name(), status.type(), at, ModelJson.toJson(status));
  }

  static FeedEvent of(
      EventId id, Kind kind, String provider, @Nullable String type, Instant at, JsonObject data) {
    Buffer frame = Buffer.buffer(head(id, kind)).appendBuffer(data.toBuffer()).appendString("\n\n");
    return new FeedEvent(id, kind, provider, type, at.truncatedTo(ChronoUnit.SECONDS), frame);
  }

  private static String head(EventId id, Kind kind) {
    return "id: " + id + "\nevent: " + kind.wireName() + "\ndata: ";
  }

  /** What it tells, as the JSON that is published on the event bus. */
  public Buffer data() {
    return frame.slice(head(id, kind).length(), frame.length() - 2);
  }

  /** The change it tells; only of an event that is one. */
  public ModelChange change() {
    return ModelJson.change(new JsonObject(data()));
  }

  int bytes() {
    return frame.length();
  }
}
