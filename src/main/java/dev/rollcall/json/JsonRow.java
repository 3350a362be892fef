package dev.rollcall.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object that somebody else wrote. What has another type than expected, or is out of
 * bounds, is absent. Every field of every model goes through here, mostly before the JVM has
 * compiled it, so there are loops where elsewhere there would be streams.
 */
public final class JsonRow {

  /** An object that says nothing. */
  public static final JsonRow NONE = new JsonRow(new JsonObject());

  private static final int MAX_ENTRIES = 256;
  private static final long MAX_TOKENS = 1_000_000_000L;

  /** A point in the year 2286; what is beyond is not in seconds. */
  private static final long MAX_SECONDS = 10_000_000_000L;

  /** The digits of a number that went through binary floating point: 0.060000000000000005. */
  private static final MathContext WITHOUT_NOISE = new MathContext(12);

  /** Constants that LiteLLM and NVIDIA send as the creation time of every model. */
  private static final Set<Long> PLACEHOLDERS = Set.of(1677610602L, 735790403L);

  private final JsonObject json;

  private JsonRow(JsonObject json) {
    this.json = json;
  }

  /** The fields of {@code value}; none when it is no object. */
  public static JsonRow of(@Nullable Object value) {
    return value instanceof JsonObject json ? new JsonRow(json) : NONE;
  }

  /** Whether the field is there, be it null. */
  public boolean has(String key) {
    return json.containsKey(key);
  }

  /** The names of the fields, bounded. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (String key : json.fieldNames()) {
      if (keys.size() == MAX_ENTRIES) {
        break;
      }
      keys.add(key);
    }
    return keys;
  }

  /** The field's value as JSON; null when it is not there. */
  public @Nullable Object value(String key) {
    return json.getValue(key);
  }

  /** The object under {@code key}. */
  public JsonRow in(String key) {
    return of(value(key));
  }

  /** The objects of the array under {@code key}. */
  public List<JsonRow> rows(String key) {
    if (!(value(key) instanceof JsonArray array)) {
      return List.of();
    }
    List<JsonRow> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(array.size(), MAX_ENTRIES); i++) {
      if (array.getValue(i) instanceof JsonObject row) {
        rows.add(new JsonRow(row));
      }
    }
    return rows;
  }

  /** An id, exactly as it is sent in requests. */
  public @Nullable String id(String key) {
    return value(key) instanceof String text && isUsable(text) ? text : null;
  }

  /** The first of these fields that holds a text, without blanks around it. */
  public @Nullable String text(String... keys) {
    for (String key : keys) {
      String text = id(key);
      if (text != null) {
        return text.strip();
      }
    }
    return null;
  }

  /** Whether the field holds a text that is not blank, however odd. */
  public boolean isWritten(String key) {
    return value(key) instanceof String text && !text.isBlank();
  }

  /** The texts of the array under {@code key}. */
  public List<String> texts(String key) {
    if (!(value(key) instanceof JsonArray array)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(array.size(), MAX_ENTRIES); i++) {
      if (array.getValue(i) instanceof String text && isUsable(text)) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** The field when it is true or false. */
  public @Nullable Boolean flag(String key) {
    return value(key) instanceof Boolean known ? known : null;
  }

  /** Whether the field is literally true. */
  public boolean is(String key) {
    return Boolean.TRUE.equals(value(key));
  }

  /** The first of these fields that holds a count from 1 to a billion; 0 stands for unknown. */
  public @Nullable Long tokens(String... keys) {
    for (String key : keys) {
      Long tokens = whole(value(key), MAX_TOKENS);
      if (tokens != null) {
        return tokens;
      }
    }
    return null;
  }

  /** A whole number above zero of any size, such as a number of parameters. */
  public @Nullable Long count(String key) {
    return whole(value(key), Long.MAX_VALUE);
  }

  /** A creation time in seconds, unless it is a known placeholder. */
  public @Nullable Long created(String key) {
    Long seconds = whole(value(key), MAX_SECONDS);
    return seconds == null || PLACEHOLDERS.contains(seconds) ? null : seconds;
  }

  /** A creation time in seconds, from a date and time with an offset. */
  public @Nullable Long createdAt(String key) {
    String text = text(key);
    try {
      long seconds = text == null ? 0 : OffsetDateTime.parse(text).toEpochSecond();
      return seconds > 0 ? seconds : null;
    } catch (DateTimeException notTime) {
      return null;
    }
  }

  /** A month, day or time in ISO 8601, as it is written. */
  public @Nullable String date(String key) {
    String text = text(key);
    return text != null && isDate(text) ? text : null;
  }

  /**
   * A decimal that is not negative. A string is taken exactly, a number to 12 significant digits,
   * because it went through binary floating point on its way.
   */
  public @Nullable BigDecimal price(String key) {
    Object value = value(key);
    BigDecimal price = Decimals.parse(value);
    if (price == null || price.signum() < 0) {
      return null;
    }
    return value instanceof Number ? price.round(WITHOUT_NOISE) : price;
  }

  private static boolean isUsable(String text) {
    return !text.isBlank() && PlainText.is(text);
  }

  private static @Nullable Long whole(@Nullable Object value, long max) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      return number > 0 && number <= max ? (Long) number : null;
    }
    BigDecimal number = value instanceof Number ? Decimals.parse(value) : null;
    if (number == null || number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      return null;
    }
    return number.stripTrailingZeros().scale() <= 0 ? number.longValueExact() : null;
  }

  private static boolean isDate(String text) {
    try {
      switch (text.length()) {
        case 7 -> YearMonth.parse(text);
        case 10 -> LocalDate.parse(text);
        default -> DateTimeFormatter.ISO_DATE_TIME.parse(text);
      }
      return true;
    } catch (DateTimeException notDate) {
      return false;
    }
  }
}
