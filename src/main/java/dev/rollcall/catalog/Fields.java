package dev.rollcall.catalog;

import dev.rollcall.json.BoundedJson;
import dev.rollcall.json.Decimals;
import dev.rollcall.json.PlainText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed fields of a JSON object. A field that is not there is null or empty; one of another
 * type is an {@link IllegalArgumentException} that names it.
 */
final class Fields {

  /** Several times what the largest source has. */
  private static final int MAX_VALUES = 5_000_000;

  private Fields() {}

  /**
   * The object that a source is.
   *
   * @param input what the source is called in an error
   * @throws CatalogException when it is anything else
   */
  static JsonObject read(byte[] text, String input) {
    String sentence = input + " cannot be read as a JSON object.";
    try {
      if (BoundedJson.read(text, MAX_VALUES) instanceof JsonObject object) {
        return object;
      }
    } catch (BoundedJson.Unreadable notJson) {
      throw new CatalogException(sentence, notJson);
    }
    throw new CatalogException(sentence);
  }

  static @Nullable String string(JsonObject json, String name) {
    String value = typed(json, name, String.class, "no string");
    if (value != null && !PlainText.is(value)) {
      throw new IllegalArgumentException(name + " is too long or holds control characters");
    }
    return value;
  }

  /** A string that has to be there. */
  static String requiredString(JsonObject json, String name) {
    String value = string(json, name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  static @Nullable Boolean bool(JsonObject json, String name) {
    return typed(json, name, Boolean.class, "neither true nor false");
  }

  static @Nullable JsonObject object(JsonObject json, String name) {
    return typed(json, name, JsonObject.class, "no object");
  }

  /** An object that has to be there. */
  static JsonObject requiredObject(JsonObject json, String name) {
    JsonObject value = object(json, name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** A whole number. */
  static @Nullable Long whole(JsonObject json, String name) {
    Object value = json.getValue(name);
    if (value == null || value instanceof Integer || value instanceof Long) {
      return value == null ? null : ((Number) value).longValue();
    }
    throw new IllegalArgumentException(name + " is no whole number");
  }

  /** An exact decimal, written as a number or as a string. */
  static @Nullable BigDecimal decimal(JsonObject json, String name) {
    Object value = json.getValue(name);
    BigDecimal decimal = Decimals.parse(value);
    if (value != null && decimal == null) {
      throw new IllegalArgumentException(name + " is no decimal");
    }
    return decimal;
  }

  static List<String> strings(JsonObject json, String name) {
    List<String> strings = new ArrayList<>();
    for (Object value : array(json, name)) {
      if (!(value instanceof String string)) {
        throw new IllegalArgumentException(name + " holds something else than strings");
      }
      strings.add(string);
    }
    return strings;
  }

  static List<JsonObject> objects(JsonObject json, String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object value : array(json, name)) {
      if (!(value instanceof JsonObject object)) {
        throw new IllegalArgumentException(name + " holds something else than objects");
      }
      objects.add(object);
    }
    return objects;
  }

  private static JsonArray array(JsonObject json, String name) {
    JsonArray array = typed(json, name, JsonArray.class, "no array");
    return array == null ? new JsonArray() : array;
  }

  private static <T> @Nullable T typed(
      JsonObject json, String name, Class<T> type, String otherwise) {
    Object value = json.getValue(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is " + otherwise);
    }
    return type.cast(value);
  }
}
