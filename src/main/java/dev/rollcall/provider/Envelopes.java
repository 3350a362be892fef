package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.provider.Listing.MalformedList;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Where in an answer the entries of a list are. */
final class Envelopes {

  private Envelopes() {}

  /** The array under {@code key}. */
  static JsonArray array(@Nullable Object body, String key) {
    if (JsonRow.of(body).value(key) instanceof JsonArray entries) {
      return entries;
    }
    throw new MalformedList("the answer has no array \"" + key + "\"");
  }

  /**
   * The entries in whichever envelope they are: {@code data}, {@code models}, or the body itself.
   * llama.cpp sends the first two at once, and says more in {@code data}.
   */
  static JsonArray any(@Nullable Object body) {
    if (body instanceof JsonArray entries) {
      return entries;
    }
    JsonRow envelope = JsonRow.of(body);
    if (envelope.value("data") instanceof JsonArray entries) {
      return entries;
    }
    if (envelope.value("models") instanceof JsonArray entries) {
      return entries;
    }
    if (isEmptyList(body)) {
      return new JsonArray();
    }
    throw new MalformedList("the answer is no array and has no array \"data\" or \"models\"");
  }

  /** Servers written in Go send null for a list without entries. */
  private static boolean isEmptyList(@Nullable Object body) {
    return body instanceof JsonObject json
        && "list".equals(json.getValue("object"))
        && json.containsKey("data")
        && json.getValue("data") == null;
  }
}
