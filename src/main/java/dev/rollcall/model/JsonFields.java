package dev.rollcall.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the fields of JSON objects. Absent values are left out, never null; a value of
 * another kind than expected reads as absent, because another version may have written it.
 */
final class JsonFields {

  private JsonFields() {}

  static void put(JsonObject json, String field, @Nullable Object value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  static void put(JsonObject json, String field, @Nullable Instant time) {
    if (time != null) {
      json.put(field, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  static void putNames(JsonObject json, String field, Collection<? extends WireName> constants) {
    if (!constants.isEmpty()) {
      json.put(field, array(constants, WireName::wireName));
    }
  }

  static void putStrings(JsonObject json, String field, Collection<String> values) {
    if (!values.isEmpty()) {
      json.put(field, array(values, value -> value));
    }
  }

  static <T> JsonArray array(Collection<? extends T> values, Function<T, ?> toJson) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(toJson.apply(value)));
    return array;
  }

  static @Nullable String string(JsonObject json, String field) {
    return json.getValue(field) instanceof String value ? value : null;
  }

  /**
   * A field that has to be there.
   *
   * @throws IllegalArgumentException when it is not
   */
  static String need(JsonObject json, String field) {
    String value = string(json, field);
    if (value == null) {
      throw new IllegalArgumentException("there is no '" + field + "' of the expected kind");
    }
    return value;
  }

  static @Nullable Long number(JsonObject json, String field) {
    return json.getValue(field) instanceof Number value ? (Long) value.longValue() : null;
  }

  static int count(JsonObject json, String field) {
    return json.getValue(field) instanceof Number value ? value.intValue() : 0;
  }

  static @Nullable Boolean bool(JsonObject json, String field) {
    return json.getValue(field) instanceof Boolean value ? value : null;
  }

  static @Nullable Instant time(JsonObject json, String field) {
    String text = string(json, field);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  static List<String> strings(JsonObject json, String field) {
    return each(json, field, String.class).toList();
  }

  static <T> List<T> objects(JsonObject json, String field, Function<JsonObject, T> fromJson) {
    return each(json, field, JsonObject.class).map(fromJson).toList();
  }

  /** The constants that are known here; a newer version may know more. */
  static <E extends Enum<E> & WireName> List<E> constants(
      JsonObject json, String field, Class<E> type) {
    return each(json, field, String.class)
        .flatMap(name -> WireName.find(type, name).stream())
        .toList();
  }

  static <E extends Enum<E> & WireName> E constant(
      JsonObject json, String field, Class<E> type, E otherwise) {
    String name = string(json, field);
    return name == null ? otherwise : WireName.find(type, name).orElse(otherwise);
  }

  private static <T> Stream<T> each(JsonObject json, String field, Class<T> kind) {
    return json.getValue(field) instanceof JsonArray values
        ? values.stream().filter(kind::isInstance).map(kind::cast)
        : Stream.empty();
  }
}
