package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.array;
import static dev.rollcall.model.JsonFields.constant;
import static dev.rollcall.model.JsonFields.count;
import static dev.rollcall.model.JsonFields.need;
import static dev.rollcall.model.JsonFields.number;
import static dev.rollcall.model.JsonFields.objects;
import static dev.rollcall.model.JsonFields.put;
import static dev.rollcall.model.JsonFields.string;
import static dev.rollcall.model.JsonFields.strings;
import static dev.rollcall.model.JsonFields.time;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place that maps models, lists, statuses, changes and queries to JSON, and back for
 * clients in other nodes.
 *
 * <p>What is absent is left out, never null. Times are ISO instants to the second, prices exact
 * decimal strings. A reader ignores what it does not know, and throws {@link
 * IllegalArgumentException} when a field is missing that is always there.
 */
public final class ModelJson {

  private ModelJson() {}

  /** An entry of a list. */
  public static JsonObject toJson(ModelInfo model) {
    return TreeWriter.write(EntryJson.members(model));
  }

  /** An entry of a list in UTF-8. */
  public static byte[] encode(ModelInfo model) {
    return BytesWriter.write(EntryJson.members(model));
  }

  /** Reads an entry of a list. */
  public static ModelInfo model(JsonObject json) {
    return EntryJson.fromJson(json);
  }

  /** What a source says about a model, all of it. */
  public static JsonObject toJson(ModelFacts facts) {
    return TreeWriter.write(FactsJson.members(facts));
  }

  /** What a source says about a model, all of it, in UTF-8. */
  public static byte[] encode(ModelFacts facts) {
    return BytesWriter.write(FactsJson.members(facts));
  }

  /** Reads what a source says about a model. */
  public static ModelFacts facts(JsonObject json) {
    return FactsJson.read(json).build();
  }

  /** A query, by the names of the query parameters. */
  public static JsonObject toJson(ModelQuery query) {
    return QueryJson.toJson(query);
  }

  /**
   * A list. What its headers say ({@code seq}, how it came about, how long it may be kept) is not
   * in it.
   */
  public static JsonObject toJson(ModelList list) {
    return list(list.data(), list.providers(), list.page());
  }

  /**
   * A list of these entries.
   *
   * @param page null when the list is the whole
   */
  public static JsonObject list(
      List<ModelInfo> data, List<ModelList.Summary> providers, ModelList.@Nullable Page page) {
    return new JsonObject()
        .put("object", "list")
        .put("data", array(data, ModelJson::toJson))
        .mergeIn(TreeWriter.write(around(providers, page)));
  }

  /**
   * What a list says besides its entries, as an object in UTF-8.
   *
   * @param page null when the list is the whole
   */
  public static byte[] encodeAround(
      List<ModelList.Summary> providers, ModelList.@Nullable Page page) {
    return BytesWriter.write(around(providers, page));
  }

  private static JsonWriter.Members around(
      List<ModelList.Summary> providers, ModelList.@Nullable Page page) {
    return json -> {
      json.objects("providers", providers, ModelJson::members);
      if (page != null) {
        json.flag("has_more", page.hasMore());
        json.text("first_id", page.firstId());
        json.text("last_id", page.lastId());
        json.number("total", (long) page.total());
      }
    };
  }

  /**
   * Reads a list.
   *
   * @param seq the last change in it, which its headers say
   * @param cacheStatus how it came about, which its headers say
   * @return a list that is not to be kept, because how long it may be is not said
   */
  public static ModelList list(JsonObject json, long seq, CacheStatus cacheStatus) {
    return new ModelList(
        objects(json, "data", ModelJson::model),
        objects(json, "providers", ModelJson::summary),
        seq,
        cacheStatus,
        null,
        json.containsKey("has_more") ? page(json) : null);
  }

  private static ModelList.Page page(JsonObject json) {
    return new ModelList.Page(
        count(json, "total"),
        Boolean.TRUE.equals(JsonFields.bool(json, "has_more")),
        string(json, "first_id"),
        string(json, "last_id"));
  }

  private static JsonWriter.Members members(ModelList.Summary summary) {
    return json -> {
      json.text("name", summary.name());
      json.text("type", summary.type());
      json.text("source", summary.source().wireName());
      json.number("models", (long) summary.models());
    };
  }

  private static ModelList.Summary summary(JsonObject json) {
    return new ModelList.Summary(
        need(json, "name"),
        need(json, "type"),
        constant(json, "source", Source.class, Source.NONE),
        count(json, "models"));
  }

  /** An instance's status. */
  public static JsonObject toJson(ProviderStatus status) {
    JsonObject json =
        new JsonObject()
            .put("name", status.name())
            .put("type", status.type())
            .put("enabled", status.enabled());
    put(json, "reason", status.reason());
    json.put("source", status.source().wireName())
        .put("models", status.models())
        .put("skipped", status.skipped());
    put(json, "fetched_at", status.fetchedAt());
    put(json, "expires_at", status.expiresAt());
    json.put("circuit", status.circuit().wireName());
    if (status.error() != null) {
      json.put("error", toJson(status.error()));
    }
    put(json, "next_attempt_at", status.nextAttemptAt());
    put(json, "not_stored", status.notStored());
    return json;
  }

  /** Reads an instance's status. */
  public static ProviderStatus status(JsonObject json) {
    return new ProviderStatus(
        need(json, "name"),
        need(json, "type"),
        Boolean.TRUE.equals(JsonFields.bool(json, "enabled")),
        string(json, "reason"),
        constant(json, "source", Source.class, Source.NONE),
        count(json, "models"),
        count(json, "skipped"),
        time(json, "fetched_at"),
        time(json, "expires_at"),
        constant(json, "circuit", CircuitState.class, CircuitState.CLOSED),
        json.getValue("error") instanceof JsonObject error ? error(error) : null,
        time(json, "next_attempt_at"),
        string(json, "not_stored"));
  }

  /** Statuses, as the list of providers has them. */
  public static JsonObject toJson(List<ProviderStatus> statuses) {
    return new JsonObject().put("data", array(statuses, ModelJson::toJson));
  }

  /** Reads statuses. */
  public static List<ProviderStatus> statuses(JsonObject json) {
    return objects(json, "data", ModelJson::status);
  }

  /** The names of instances whose lists were forgotten. */
  public static JsonObject invalidated(List<String> names) {
    return new JsonObject().put("invalidated", array(names, name -> name));
  }

  private static JsonObject toJson(ListError error) {
    JsonObject json =
        new JsonObject().put("code", error.code().wireName()).put("message", error.message());
    put(json, "since", error.since());
    return json.put("attempts", error.attempts());
  }

  private static ListError error(JsonObject json) {
    return new ListError(
        constant(json, "code", ErrorCode.class, ErrorCode.INTERNAL),
        need(json, "message"),
        orEpoch(time(json, "since")),
        count(json, "attempts"));
  }

  /** A change of what an instance lists. */
  public static JsonObject toJson(ModelChange change) {
    JsonObject json = new JsonObject().put("seq", change.seq()).put("provider", change.provider());
    put(json, "at", change.at());
    put(json, "initial", change.initial() ? true : null);
    return json.put("added", array(change.added(), id -> id))
        .put("removed", array(change.removed(), id -> id))
        .put("changed", array(change.changed(), ModelJson::toJson));
  }

  /** Reads a change of what an instance lists. */
  public static ModelChange change(JsonObject json) {
    Long seq = number(json, "seq");
    return new ModelChange(
        seq == null ? 0 : seq,
        need(json, "provider"),
        orEpoch(time(json, "at")),
        Boolean.TRUE.equals(JsonFields.bool(json, "initial")),
        strings(json, "added"),
        strings(json, "removed"),
        objects(
            json,
            "changed",
            changed -> new ModelChange.Changed(need(changed, "id"), strings(changed, "fields"))));
  }

  private static JsonObject toJson(ModelChange.Changed changed) {
    return new JsonObject()
        .put("id", changed.id())
        .put("fields", array(changed.fields(), field -> field));
  }

  private static Instant orEpoch(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }
}
