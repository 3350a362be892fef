package dev.rollcall.cache;

import dev.rollcall.config.Globs;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelJson;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of a {@link StoredList}: JSON Lines in UTF-8, a header and then a model a line. The
 * header begins with the SHA-256 over every byte after it, so that a file is either what was
 * written or is not taken.
 */
final class ListFile {

  /** Twice what 20,000 models with every field take. */
  static final int MAX_BYTES = 32 * 1024 * 1024;

  static final int MAX_MODELS = 100_000;
  static final int MAX_LINE_BYTES = 1024 * 1024;

  private static final String FORMAT = "rollcall-list";
  private static final long VERSION = 1;
  private static final String BEFORE_SUM = "{\"sha256\":\"";
  private static final String AFTER_SUM = "\",";
  private static final int SEALED_FROM = BEFORE_SUM.length() + 64 + AFTER_SUM.length();

  /** Bounds of numbers: JSON's exact integers, and the year 9999. */
  private static final long MAX_SEQ = 1L << 53;

  private static final long MAX_TIME = 253_402_300_799_999L;

  private ListFile() {}

  /**
   * Writes a list.
   *
   * @throws ListFileException when it is beyond the limits that {@link #read} goes by
   */
  static byte[] write(StoredList list) throws ListFileException {
    if (list.models().size() > MAX_MODELS) {
      throw tooLarge();
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] header = line(header(list).encode().getBytes(StandardCharsets.UTF_8));
    content.write(header, 1, header.length - 1); // without the brace, which the sum comes after
    content.write('\n');
    for (ModelFacts model : list.models()) {
      content.writeBytes(line(ModelJson.encode(model)));
      content.write('\n');
      if (content.size() > MAX_BYTES - SEALED_FROM) {
        throw tooLarge();
      }
    }
    return seal(content.toByteArray());
  }

  private static byte[] line(byte[] json) throws ListFileException {
    if (json.length >= MAX_LINE_BYTES) {
      throw tooLarge();
    }
    return json;
  }

  private static ListFileException tooLarge() {
    return new ListFileException("the list is too large for a file");
  }

  /** Puts a header's beginning, with the sum, before everything that comes after it. */
  static byte[] seal(byte[] content) {
    byte[] start = start(sum(content, 0)).getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = new byte[start.length + content.length];
    System.arraycopy(start, 0, sealed, 0, start.length);
    System.arraycopy(content, 0, sealed, start.length, content.length);
    return sealed;
  }

  private static String start(String sum) {
    return BEFORE_SUM + sum + AFTER_SUM;
  }

  private static String startOf(byte[] bytes) {
    return new String(bytes, 0, SEALED_FROM, StandardCharsets.ISO_8859_1);
  }

  private static String sum(byte[] bytes, int from) {
    MessageDigest digest = Fingerprint.sha256();
    digest.update(bytes, from, bytes.length - from);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Reads a list.
   *
   * @throws ListFileException when the bytes are anything but what {@link #write} gave
   */
  static StoredList read(byte[] bytes) throws ListFileException {
    if (bytes.length > MAX_BYTES) {
      throw new ListFileException("it is larger than 32 MiB");
    }
    Lines lines = new Lines(bytes);
    JsonObject header = lines.next();
    check(header, bytes);
    try {
      long count = whole(header, "models", MAX_MODELS);
      List<ModelFacts> models = new ArrayList<>();
      while (models.size() < count) {
        models.add(ModelJson.facts(lines.next()));
      }
      if (!lines.isAtEnd()) {
        throw new ListFileException("it has more lines than its header counts");
      }
      return list(header, models);
    } catch (IllegalArgumentException missing) {
      throw new ListFileException("a field is missing");
    }
  }

  private static void check(JsonObject header, byte[] bytes) throws ListFileException {
    if (!FORMAT.equals(header.getValue("format"))) {
      throw new ListFileException("it is no list of Rollcall's");
    }
    if (whole(header, "version", Long.MAX_VALUE) != VERSION) {
      throw new ListFileException("it is of another version of Rollcall");
    }
    if (bytes.length < SEALED_FROM || !startOf(bytes).equals(start(sum(bytes, SEALED_FROM)))) {
      throw new ListFileException("its checksum is wrong");
    }
  }

  private static JsonObject header(StoredList list) {
    return new JsonObject()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("instance", list.instance())
        .put("type", list.type())
        .put("salt", list.account().salt())
        .put("fingerprint", list.account().hash())
        .put("fetched_at", list.fetchedOn().toEpochMilli())
        .put("skipped", list.skipped())
        .put("builtin", list.builtin())
        .put("listed", list.listed())
        .put("allow", new JsonArray(list.globs().allow()))
        .put("deny", new JsonArray(list.globs().deny()))
        .put("seq", list.seq())
        .put("models", list.models().size());
  }

  private static StoredList list(JsonObject header, List<ModelFacts> models)
      throws ListFileException {
    return new StoredList(
        text(header, "instance"),
        text(header, "type"),
        new Fingerprint(text(header, "salt"), text(header, "fingerprint")),
        Instant.ofEpochMilli(whole(header, "fetched_at", MAX_TIME)),
        (int) whole(header, "skipped", Integer.MAX_VALUE),
        flag(header, "builtin"),
        flag(header, "listed"),
        new Globs(texts(header, "allow"), texts(header, "deny")),
        whole(header, "seq", MAX_SEQ),
        models);
  }

  private static long whole(JsonObject json, String field, long max) throws ListFileException {
    Object value = json.getValue(field);
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= 0
        && ((Number) value).longValue() <= max) {
      return ((Number) value).longValue();
    }
    throw wrong(field);
  }

  private static String text(JsonObject json, String field) throws ListFileException {
    if (json.getValue(field) instanceof String text) {
      return text;
    }
    throw wrong(field);
  }

  private static boolean flag(JsonObject json, String field) throws ListFileException {
    if (json.getValue(field) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(field);
  }

  private static List<String> texts(JsonObject json, String field) throws ListFileException {
    if (json.getValue(field) instanceof JsonArray values
        && values.stream().allMatch(String.class::isInstance)) {
      return values.stream().map(String.class::cast).toList();
    }
    throw wrong(field);
  }

  private static ListFileException wrong(String field) {
    return new ListFileException("its header has no usable " + field);
  }

  /** The lines of a file, as JSON objects. */
  private static final class Lines {
    private final byte[] bytes;
    private int at;

    Lines(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean isAtEnd() {
      return at == bytes.length;
    }

    JsonObject next() throws ListFileException {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length || end - at >= MAX_LINE_BYTES) {
        throw new ListFileException(
            end == bytes.length ? "it ends too early" : "a line is longer than 1 MiB");
      }
      String line = new String(bytes, at, end - at, StandardCharsets.UTF_8);
      at = end + 1;
      try {
        return new JsonObject(line);
      } catch (DecodeException | ClassCastException notObject) {
        throw new ListFileException("a line is no JSON object");
      }
    }
  }
}
