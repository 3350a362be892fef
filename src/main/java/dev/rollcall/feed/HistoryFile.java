package dev.rollcall.feed;

import dev.rollcall.model.ModelJson;
import dev.rollcall.model.WireName;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a history: JSON Lines in UTF-8, a header and then an event a line, each after the
 * checksum of its line. A crash may leave the last lines half-written; any other damage makes the
 * file one that is not taken.
 */
final class HistoryFile {

  /** The maximum size; the file is rewritten before it reaches that. */
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final String FORMAT = "rollcall-events";
  private static final int VERSION = 1;
  private static final int SUM = 8;

  private HistoryFile() {}

  /**
   * What a file says.
   *
   * @param torn how many bytes at its end a crash has left half-written
   */
  record Found(Past past, int torn) {}

  /** The bytes of a whole file. */
  static byte[] write(Past past) {
    JsonObject header =
        new JsonObject()
            .put("format", FORMAT)
            .put("version", VERSION)
            .put("floor", past.floor().toString())
            .put("up_to", Long.toString(past.upTo()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(line(header));
    bytes.writeBytes(write(past.events()));
    return bytes.toByteArray();
  }

  /** The bytes of further events. */
  static byte[] write(List<FeedEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(line(json(event))));
    return bytes.toByteArray();
  }

  private static JsonObject json(FeedEvent event) {
    JsonObject json =
        new JsonObject()
            .put("id", event.id().toString())
            .put("event", event.kind().wireName())
            .put("provider", event.provider());
    if (event.type() != null) {
      json.put("type", event.type());
    }
    return json.put("at", event.at().toString()).put("data", event.data());
  }

  private static byte[] line(JsonObject json) {
    byte[] text = (" " + json.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] line = new byte[SUM + text.length];
    byte[] sum = sum(text, 0, text.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, line, 0, SUM);
    System.arraycopy(text, 0, line, SUM, text.length);
    return line;
  }

  private static String sum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /**
   * Reads a file.
   *
   * @throws HistoryFileException when it is anything but what was written, or the beginning of it
   */
  static Found read(byte[] bytes) throws HistoryFileException {
    if (bytes.length > MAX_BYTES) {
      throw new HistoryFileException("it is larger than 32 MiB");
    }
    try {
      return found(bytes);
    } catch (DecodeException
        | ClassCastException
        | DateTimeException
        | IllegalArgumentException unusable) {
      throw new HistoryFileException("a field is wrong");
    }
  }

  private static Found found(byte[] bytes) throws HistoryFileException {
    int at = endOfLine(bytes, 0);
    JsonObject header = at < 0 ? null : sealed(bytes, 0, at);
    if (header == null || !FORMAT.equals(header.getValue("format"))) {
      throw new HistoryFileException("it is no history of Rollcall's");
    }
    if (!Integer.valueOf(VERSION).equals(header.getValue("version"))) {
      throw new HistoryFileException("it is of another version of Rollcall");
    }
    EventId floor = id(header, "floor");
    long upTo = id(header, "up_to").seq();
    EventId last = floor;
    List<FeedEvent> events = new ArrayList<>();
    while (at < bytes.length) {
      int end = endOfLine(bytes, at);
      JsonObject json = end < 0 ? null : sealed(bytes, at, end);
      if (json == null) {
        requireNothingAfter(bytes, end);
        break;
      }
      FeedEvent event = event(json);
      if (event.id().compareTo(last) <= 0) {
        throw new HistoryFileException("its events are out of order");
      }
      events.add(event);
      last = event.id();
      at = end;
    }
    return new Found(new Past(floor, Math.max(upTo, last.seq()), events), bytes.length - at);
  }

  /** What is whole after something that is not was once on the disk with it, so this is damage. */
  private static void requireNothingAfter(byte[] bytes, int from) throws HistoryFileException {
    int at = from;
    while (at >= 0 && at < bytes.length) {
      int end = endOfLine(bytes, at);
      if (end >= 0 && sealed(bytes, at, end) != null) {
        throw new HistoryFileException("a checksum is wrong");
      }
      at = end;
    }
  }

  /** Where the next line begins; -1 when this one does not end. */
  private static int endOfLine(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    return -1;
  }

  /** What a line says; null when it is not what was written. */
  private static @Nullable JsonObject sealed(byte[] bytes, int from, int to) {
    int text = from + SUM;
    if (text >= to
        || !new String(bytes, from, SUM, StandardCharsets.ISO_8859_1)
            .equals(sum(bytes, text, to - text))) {
      return null;
    }
    return new JsonObject(new String(bytes, text, to - text, StandardCharsets.UTF_8));
  }

  private static FeedEvent event(JsonObject json) throws HistoryFileException {
    FeedEvent.Kind kind =
        WireName.find(FeedEvent.Kind.class, text(json, "event")).orElseThrow(() -> wrong("event"));
    if (!(json.getValue("data") instanceof JsonObject data)) {
      throw wrong("data");
    }
    EventId id = id(json, "id");
    FeedEvent event =
        kind == FeedEvent.Kind.CHANGED
            ? FeedEvent.Change.of(ModelJson.change(data), json.getString("type"))
            : FeedEvent.Status.of(id, ModelJson.status(data), Instant.parse(text(json, "at")));
    if (!event.id().equals(id)) {
      throw wrong("id");
    }
    return event;
  }

  private static EventId id(JsonObject json, String field) throws HistoryFileException {
    EventId id = EventId.parse(text(json, field));
    if (id == null) {
      throw wrong(field);
    }
    return id;
  }

  private static String text(JsonObject json, String field) throws HistoryFileException {
    if (json.getValue(field) instanceof String text) {
      return text;
    }
    throw wrong(field);
  }

  private static HistoryFileException wrong(String field) {
    return new HistoryFileException("a line has no usable " + field);
  }
}
