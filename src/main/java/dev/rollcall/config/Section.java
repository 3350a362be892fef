package dev.rollcall.config;

import dev.rollcall.config.ConfigException.Mistake;
import dev.rollcall.json.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a configuration. It remembers which keys were asked for, so that at the end
 * the others are known to be mistakes, and it collects every mistake instead of stopping at the
 * first. A value that is null counts as absent. Numbers and booleans may be written as strings, as
 * environment variables have them, and the other way round.
 */
final class Section {

  /** A hundred years: no setting means more, and sums of such times do not overflow. */
  private static final long MAX_SECONDS = 3_153_600_000L;

  private static final long MAX_MILLIS = Duration.ofDays(1).toMillis();
  private static final int SHOWN = 64;

  /** The bus takes settings from callers, so that what is wrong with them is bounded work. */
  private static final int MAX_MISTAKES = 100;

  /** More keys than any configuration has in one section. */
  private static final int MAX_KEYS = 10_000;

  private final String path;
  private final JsonObject json;
  private final Function<String, @Nullable String> variables;
  private final List<Mistake> mistakes;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(
      String path,
      JsonObject json,
      Function<String, @Nullable String> variables,
      List<Mistake> mistakes) {
    this.path = path;
    this.variables = variables;
    this.mistakes = mistakes;
    if (json.size() > MAX_KEYS) {
      this.json = new JsonObject();
      String where = path.isEmpty() ? "the configuration" : path;
      mistakes.add(new Mistake(path, where + " has more than " + MAX_KEYS + " keys"));
    } else {
      this.json = json;
    }
  }

  /**
   * A whole configuration.
   *
   * @param variables replaces the variables in a string; null makes its value absent
   */
  static Section root(JsonObject json, Function<String, @Nullable String> variables) {
    return new Section("", json, variables, new ArrayList<>());
  }

  /** The keys it has, in their order. */
  Set<String> names() {
    return json.fieldNames();
  }

  /** Whether a key says anything. */
  boolean has(String name) {
    return value(name) != null;
  }

  /**
   * Whether something is written under a key, be it only a variable that is not set. An empty list
   * says nothing.
   */
  boolean isGiven(String name) {
    Object value = json.getValue(name);
    return value != null && !(value instanceof JsonArray array && array.isEmpty());
  }

  /** Whether the key is there and says null. */
  boolean isNull(String name) {
    known.add(name);
    return json.containsKey(name) && json.getValue(name) == null;
  }

  /** The section under a key; an empty one when it is absent. */
  Section section(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof JsonObject)) {
      mistake(name, "must hold keys and values");
    }
    JsonObject inner = value instanceof JsonObject object ? object : new JsonObject();
    return new Section(key(name), inner, variables, mistakes);
  }

  /** A text without the white space around it; null when it is absent or empty. */
  @Nullable String text(String name) {
    Object value = value(name);
    if (value instanceof JsonObject || value instanceof JsonArray) {
      mistake(name, "must be one value");
      return null;
    }
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  /** A list of texts; an empty one when it is absent. */
  List<String> texts(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      mistake(name, "must be a list");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object element : array) {
      if (element == null || element instanceof JsonObject || element instanceof JsonArray) {
        mistake(name, "must be a list of texts");
      } else {
        Object replaced = replaced(name, element);
        if (replaced != null && !replaced.toString().isBlank()) {
          texts.add(replaced.toString().strip());
        }
      }
    }
    return texts;
  }

  /** Whether a key holds a list. */
  boolean isList(String name) {
    return value(name) instanceof JsonArray;
  }

  /** A switch: a boolean or one of YAML's words for it. */
  boolean flag(String name, boolean otherwise) {
    String text = text(name);
    Boolean flag = text == null ? Boolean.valueOf(otherwise) : truth(text);
    if (flag == null) {
      mistake(name, "must be true or false");
    }
    return Boolean.TRUE.equals(flag);
  }

  /** What a word says; null when it is none of YAML's words for true and false. */
  static @Nullable Boolean truth(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** A whole number within bounds. */
  long whole(String name, long min, long max, long otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    BigDecimal number = Decimals.parse(text);
    if (number == null
        || number.scale() > 0
        || number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      mistake(name, "must be a whole number from " + min + " to " + max);
      return otherwise;
    }
    return number.longValueExact();
  }

  /** A time in seconds, at most a hundred years. */
  Duration seconds(String name, long min, Duration otherwise) {
    return Duration.ofSeconds(whole(name, min, MAX_SECONDS, otherwise.toSeconds()));
  }

  /** A time in milliseconds, at most a day. */
  Duration millis(String name, long min, Duration otherwise) {
    return Duration.ofMillis(whole(name, min, MAX_MILLIS, otherwise.toMillis()));
  }

  /** A key that a later version understands; saying something there must not go unheard. */
  void unsupported(String name) {
    Object value = value(name);
    boolean empty =
        value == null
            || (value instanceof JsonArray array && array.isEmpty())
            || (value instanceof JsonObject object && object.isEmpty())
            || (value instanceof String text && text.isBlank());
    if (!empty) {
      mistake(name, "is not supported by this version");
    }
  }

  /**
   * Notes a mistake, once however often the key is read.
   *
   * @param what goes on after the key's name
   */
  void mistake(String name, String what) {
    Mistake mistake = new Mistake(key(name), key(name) + " " + what);
    if (!isFull() && !mistakes.contains(mistake)) {
      mistakes.add(mistake);
    }
  }

  /** Returns whether so much is wrong that the rest is not looked for. */
  private boolean isFull() {
    return mistakes.size() >= MAX_MISTAKES;
  }

  /** Ends the reading: every key that was not asked for is a mistake. */
  void end() {
    for (String name : json.fieldNames()) {
      if (isFull()) {
        return;
      }
      if (!known.contains(name)) {
        mistake(name, "is not a key" + Nearest.hint(name, known));
      }
    }
  }

  /**
   * Refuses a configuration with mistakes, in whatever section.
   *
   * @throws ConfigException when there are any
   */
  void check() {
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
  }

  private @Nullable Object value(String name) {
    known.add(name);
    Object value = json.getValue(name);
    return value == null ? null : replaced(name, value);
  }

  private @Nullable Object replaced(String name, Object value) {
    if (!(value instanceof CharSequence)) {
      return value;
    }
    try {
      return variables.apply(value.toString());
    } catch (IllegalArgumentException notAVariable) {
      mistake(name, String.valueOf(notAVariable.getMessage()));
      return null;
    }
  }

  private String key(String name) {
    String start = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
    String shown = start.replaceAll("\\p{IsControl}", "?");
    return path.isEmpty() ? shown : path + "." + shown;
  }
}
