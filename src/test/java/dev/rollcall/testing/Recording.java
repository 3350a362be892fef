package dev.rollcall.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An answer that a provider once gave.
 *
 * @param file its name under the folder of recordings
 * @param type the provider type it belongs to
 * @param kind what it is
 * @param models how many rows the index says it has, repeated and unusable ones included
 * @param reason why it is no answer to a request for a list; empty unless it is of another endpoint
 * @param path the path of the URL it was given at
 * @param status its HTTP status
 * @param headers some of its real headers by their lower-case names, always a content type
 * @param bytes the body
 */
public record Recording(
    String file,
    String type,
    Kind kind,
    int models,
    String reason,
    String path,
    int status,
    Map<String, String> headers,
    byte[] bytes) {

  /** What a recording is. */
  public enum Kind {
    /** A whole list, perhaps a filtered or trimmed one. */
    LIST,
    /** A whole list without entries. */
    EMPTY_LIST,
    /** A first page whose second page was not recorded. */
    LONE_FIRST_PAGE,
    /** One of two pages that belong together, in the order of their names. */
    PAGE_OF_PAIR,
    /** An answer that is an error, perhaps with status 200, perhaps not in JSON. */
    ERROR,
    /** The answer to a request that adds fields to a list. */
    SIDE_REQUEST,
    /** An answer of an endpoint that is never asked. */
    OTHER
  }

  /** The body as it came. */
  public Buffer body() {
    return Buffer.buffer(bytes);
  }

  /** The body's JSON. */
  public Object json() {
    return Json.decodeValue(body());
  }

  /** Whether it was given to a caller without a key, by an endpoint that callers with one miss. */
  public boolean isWithoutKey() {
    return path.startsWith("/public/");
  }

  /** How many entries the list has, usable or not. */
  public int entries() {
    return rows().size();
  }

  /** The distinct ids of the list in their order, found without the code under test. */
  public Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    for (Object row : rows()) {
      JsonObject model = (JsonObject) row;
      String id =
          Stream.of("id", "key", "name")
              .filter(model::containsKey)
              .findFirst()
              .map(model::getString)
              .orElse("");
      if (!id.isBlank()) {
        ids.add(type.equals("gemini") ? id.replaceFirst("^models/", "") : id);
      }
    }
    return ids;
  }

  private JsonArray rows() {
    Object json = json();
    if (json instanceof JsonArray rows) {
      return rows;
    }
    JsonObject envelope = (JsonObject) json;
    return envelope.getJsonArray("data", envelope.getJsonArray("models", new JsonArray()));
  }

  @Override
  public String toString() {
    return file;
  }
}
