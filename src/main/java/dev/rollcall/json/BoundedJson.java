package dev.rollcall.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that somebody else wrote, within bounds of depth and memory. It is in UTF-8, with or
 * without a mark in front. Decimals are exact, and the last of several members with one name
 * counts.
 *
 * <p>What is longer than any reader takes is not kept: {@link #TOO_LONG} stands for a text, {@link
 * Double#NaN} for a number.
 */
public final class BoundedJson {

  /** How deep arrays and objects may be in each other. */
  public static final int MAX_DEPTH = 64;

  /** The most characters of a text that is kept. */
  public static final int MAX_TEXT = 4096;

  /** Stands for every text with more characters than are kept. */
  public static final String TOO_LONG = "?".repeat(MAX_TEXT + 1);

  private static final int MAX_FIGURE = 64;

  private final JsonParser parser;
  private final int maxValues;
  private int values;

  private BoundedJson(JsonParser parser, int maxValues) {
    this.parser = parser;
    this.maxValues = maxValues;
  }

  /**
   * Reads a whole text.
   *
   * @param maxValues how many values it may have, those in arrays and objects too
   * @return a {@code JsonObject}, a {@code JsonArray}, a scalar, or null
   * @throws Unreadable when it is anything else, or out of bounds
   */
  public static @Nullable Object read(byte[] text, int maxValues) {
    int start = start(text);
    try (JsonParser parser = factory().createParser(text, start, text.length - start)) {
      parser.nextToken();
      Object whole = new BoundedJson(parser, maxValues).value();
      if (parser.nextToken() != null) {
        throw broken();
      }
      return whole;
    } catch (IOException notJson) {
      // Its message may hold a part of the text, so it stays here.
      throw text[start] == '{' || text[start] == '[' ? broken() : notJson();
    }
  }

  /**
   * Reads objects that stand one after the other, as in JSON Lines, which is faster than to read
   * each by itself.
   *
   * @param from where the first begins
   * @param to where the last ends
   * @param maxValues how many values they may have together
   * @throws Unreadable when there is anything else, or more than that
   */
  public static List<JsonObject> readObjects(byte[] text, int from, int to, int maxValues) {
    List<JsonObject> objects = new ArrayList<>();
    try (JsonParser parser = factory().createParser(text, from, to - from)) {
      BoundedJson reader = new BoundedJson(parser, maxValues);
      while (parser.nextToken() != null) {
        if (!(reader.value() instanceof JsonObject object)) {
          throw broken();
        }
        objects.add(object);
      }
      return objects;
    } catch (IOException notJson) {
      throw broken();
    }
  }

  /** Where the first value begins. */
  private static int start(byte[] text) {
    boolean isMarked =
        text.length > 2
            && text[0] == (byte) 0xEF
            && text[1] == (byte) 0xBB
            && text[2] == (byte) 0xBF;
    int start = isMarked ? 3 : 0;
    while (start < text.length && " \n\r\t".indexOf(text[start]) >= 0) {
      start++;
    }
    boolean isUtf8 = start < text.length && text[start] > 0;
    for (int i = start; i < Math.min(text.length, start + 4); i++) {
      // A zero tells UTF-16 and UTF-32, which the parser would take too.
      isUtf8 &= text[i] != 0;
    }
    if (!isUtf8) {
      throw notJson();
    }
    return start;
  }

  /** A new one each time, because a factory keeps the names that its parsers have met. */
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  private @Nullable Object value() throws IOException {
    if (++values > maxValues) {
      throw new Unreadable(Defect.TOO_LARGE, "more than " + maxValues + " values");
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw broken();
    }
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> parser.getTextLength() <= MAX_TEXT ? parser.getText() : TOO_LONG;
      case VALUE_NUMBER_INT -> isShort() ? parser.getNumberValue() : (Number) Double.NaN;
      case VALUE_NUMBER_FLOAT -> isShort() ? decimal() : (Number) Double.NaN;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw broken();
    };
  }

  private JsonObject members() throws IOException {
    JsonObject object = new JsonObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value());
    }
    return object;
  }

  private JsonArray elements() throws IOException {
    JsonArray array = new JsonArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private boolean isShort() throws IOException {
    return parser.getTextLength() <= MAX_FIGURE;
  }

  /** Not the parser's own, whose exponent may be anything. */
  private Number decimal() throws IOException {
    Number decimal = Decimals.parse(parser.getText());
    return decimal == null ? (Number) Double.NaN : decimal;
  }

  private static Unreadable broken() {
    return new Unreadable(Defect.MALFORMED, "broken or too deeply nested JSON");
  }

  private static Unreadable notJson() {
    return new Unreadable(Defect.NOT_JSON, "something that is not JSON in UTF-8");
  }

  /** Why a text is not read. */
  public enum Defect {
    /** It does not begin as JSON in UTF-8 does. */
    NOT_JSON,
    /** It is broken JSON, or nested too deeply. */
    MALFORMED,
    /** It has more values than the caller takes. */
    TOO_LARGE
  }

  /** A text that is no JSON, or more of it than is read. Carries no stack trace. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Defect defect;

    private Unreadable(Defect defect, String message) {
      super(message, null, false, false);
      this.defect = defect;
    }

    /** What is wrong with the text. */
    public Defect defect() {
      return defect;
    }

    /** What the text is instead, to follow a verb; never a part of it. */
    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
