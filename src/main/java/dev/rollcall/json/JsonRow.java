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
 * Reads the fields of a JSON object that somebody else wrote, each by the type it is expected to
 * have. A field that is not there, or is null, is absent.
 *
 * <p>A lenient row ({@link #of}) takes a field of another type, or one that is out of bounds, as
 * absent. A strict row ({@link #strict}) throws an {@link IllegalArgumentException} that names it.
 *
 * <p>Every field of every listed model is read here, mostly before the JVM has compiled the code,
 * so there are loops where elsewhere there would be streams.
 */
public final class JsonRow {

  /** An object without fields. */
  public static final JsonRow NONE = new JsonRow(new JsonObject(), false);

  private static final JsonArray NO_ENTRIES = new JsonArray();

  /** The most entries of an array, and fields of an object, that a lenient row gives. */
  private static final int MAX_ENTRIES = 256;

  private static final long MAX_TOKENS = 1_000_000_000L;

  /** A point in the year 2286; what is beyond is not in seconds. */
  private static final long MAX_SECONDS = 10_000_000_000L;

  /** The digits of a number that went through binary floating point: 0.060000000000000005. */
  private static final MathContext WITHOUT_NOISE = new MathContext(12);

  /** Constants that LiteLLM and NVIDIA send as the creation time of every model. */
  private static final Set<Long> PLACEHOLDERS = Set.of(1677610602L, 735790403L);

  private final JsonObject json;
  private final boolean strict;

  private JsonRow(JsonObject json, boolean strict) {
    this.json = json;
    this.strict = strict;
  }

  /** A lenient row of the fields of {@code value}; one without fields when it is no object. */
  public static JsonRow of(@Nullable Object value) {
    return value instanceof JsonObject json ? new JsonRow(json, false) : NONE;
  }

  /** A strict row. */
  public static JsonRow strict(JsonObject json) {
    return new JsonRow(json, true);
  }

  /** Whether the field is there, be it null. */
  public boolean has(String key) {
    return json.containsKey(key);
  }

  /** The names of the fields; at most 256 of a lenient row. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (String key : json.fieldNames()) {
      if (keys.size() == limit()) {
        break;
      }
      keys.add(key);
    }
    return keys;
  }

  /** The field's value as JSON; null when it is absent. */
  public @Nullable Object value(String key) {
    return json.getValue(key);
  }

  /** The object under {@code key}; one without fields when it is absent. */
  public JsonRow in(String key) {
    Object value = value(key);
    if (value instanceof JsonObject object) {
      return new JsonRow(object, strict);
    }
    if (value != null) {
      refuse(key, "is no object");
    }
    return NONE;
  }

  /**
   * The object under {@code key}.
   *
   * @throws IllegalArgumentException when it is absent
   */
  public JsonRow neededRow(String key) {
    JsonRow row = in(key);
    if (row == NONE) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return row;
  }

  /** The objects of the array under {@code key}; at most 256 of a lenient row. */
  public List<JsonRow> rows(String key) {
    List<JsonRow> rows = new ArrayList<>();
    for (Object value : array(key)) {
      if (rows.size() == limit()) {
        break;
      }
      if (value instanceof JsonObject row) {
        rows.add(new JsonRow(row, strict));
      } else {
        refuse(key, "holds something else than objects");
      }
    }
    return rows;
  }

  /** An id, exactly as it is sent in requests; blank ones are absent. */
  public @Nullable String id(String key) {
    Object value = value(key);
    if (value instanceof String text) {
      if (PlainText.is(text)) {
        return text.isBlank() ? null : text;
      }
      refuse(key, "is too long or holds control characters");
    } else if (value != null) {
      refuse(key, "is no string");
    }
    return null;
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

  /**
   * A text, exactly as it is written.
   *
   * @throws IllegalArgumentException when it is absent
   */
  public String neededText(String key) {
    String text = id(key);
    if (text == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return text;
  }

  /** Whether the field holds a text that is not blank, however odd. */
  public boolean isWritten(String key) {
    return value(key) instanceof String text && !text.isBlank();
  }

  /** The texts of the array under {@code key} that are not blank; at most 256 of a lenient row. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object value : array(key)) {
      if (texts.size() == limit()) {
        break;
      }
      if (!(value instanceof String text)) {
        refuse(key, "holds something else than strings");
      } else if (!text.isBlank() && PlainText.is(text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** True or false. */
  public @Nullable Boolean flag(String key) {
    Object value = value(key);
    if (value instanceof Boolean known) {
      return known;
    }
    if (value != null) {
      refuse(key, "is neither true nor false");
    }
    return null;
  }

  /** Whether the field is literally true. */
  public boolean is(String key) {
    return Boolean.TRUE.equals(value(key));
  }

  /** A whole number of any size that a long can hold. */
  public @Nullable Long whole(String key) {
    Object value = value(key);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    BigDecimal number = value instanceof Number ? Decimals.parse(value) : null;
    if (number != null
        && number.stripTrailingZeros().scale() <= 0
        && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
      return number.longValueExact();
    }
    if (value != null) {
      refuse(key, "is no whole number");
    }
    return null;
  }

  /** The first of these fields that holds a count from 1 to a billion; 0 stands for unknown. */
  public @Nullable Long tokens(String... keys) {
    for (String key : keys) {
      Long tokens = whole(key);
      if (tokens == null || tokens == 0) {
        continue;
      }
      if (tokens > 0 && tokens <= MAX_TOKENS) {
        return tokens;
      }
      refuse(key, "is no number of tokens");
    }
    return null;
  }

  /** A whole number above zero of any size, such as a number of parameters. */
  public @Nullable Long count(String key) {
    Long count = whole(key);
    if (count != null && count <= 0) {
      refuse(key, "is no count");
      return null;
    }
    return count;
  }

  /** A creation time in seconds, unless it is 0, a known placeholder or not in seconds. */
  public @Nullable Long created(String key) {
    Long seconds = whole(key);
    return seconds == null
            || seconds <= 0
            || seconds > MAX_SECONDS
            || PLACEHOLDERS.contains(seconds)
        ? null
        : seconds;
  }

  /** A creation time in seconds, from a date and time with an offset. */
  public @Nullable Long createdAt(String key) {
    String text = text(key);
    try {
      long seconds = text == null ? 0 : OffsetDateTime.parse(text).toEpochSecond();
      return seconds > 0 ? seconds : null;
    } catch (DateTimeException notTime) {
      refuse(key, "is no time");
      return null;
    }
  }

  /** A month, day or time in ISO 8601, as it is written. */
  public @Nullable String date(String key) {
    String text = text(key);
    if (text != null && !isDate(text)) {
      refuse(key, "is no date");
      return null;
    }
    return text;
  }

  /** An exact decimal, written as a number or as a string. */
  public @Nullable BigDecimal decimal(String key) {
    Object value = value(key);
    BigDecimal decimal = Decimals.parse(value);
    if (decimal == null && value != null) {
      refuse(key, "is no decimal");
    }
    return decimal;
  }

  /**
   * A decimal that is not negative. A string is taken exactly, a number to 12 significant digits,
   * because it went through binary floating point on its way.
   */
  public @Nullable BigDecimal price(String key) {
    BigDecimal price = decimal(key);
    if (price == null) {
      return null;
    }
    if (price.signum() < 0) {
      refuse(key, "is below zero");
      return null;
    }
    return value(key) instanceof Number ? price.round(WITHOUT_NOISE) : price;
  }

  private int limit() {
    return strict ? Integer.MAX_VALUE : MAX_ENTRIES;
  }

  private JsonArray array(String key) {
    Object value = value(key);
    if (value instanceof JsonArray array) {
      return array;
    }
    if (value != null) {
      refuse(key, "is no array");
    }
    return NO_ENTRIES;
  }

  /** Throws for a field that cannot be used, if the row is strict. */
  private void refuse(String key, String why) {
    if (strict) {
      throw new IllegalArgumentException(key + " " + why);
    }
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
