package dev.rollcall.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bytes that the tree would be encoded to, without the tree. Lists are encoded so,
 * because trees take a JVM that has just started milliseconds, and compiling Vert.x's recursive
 * encoder of trees takes it 33 MiB.
 */
final class BytesWriter implements JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private BytesWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The object in UTF-8. */
  static byte[] write(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      new BytesWriter(json).putObject(members);
    } catch (IOException onlyOfStreams) {
      throw new UncheckedIOException(onlyOfStreams);
    }
    return bytes.toByteArray();
  }

  private void putObject(Members members) throws IOException {
    json.writeStartObject();
    members.writeTo(this);
    json.writeEndObject();
  }

  @Override
  public void text(String field, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  @Override
  public void number(String field, @Nullable Long value) throws IOException {
    if (value != null) {
      json.writeNumberField(field, value);
    }
  }

  @Override
  public void flag(String field, @Nullable Boolean value) throws IOException {
    if (value != null) {
      json.writeBooleanField(field, value);
    }
  }

  @Override
  public void object(String field, Members members) throws IOException {
    json.writeFieldName(field);
    putObject(members);
  }

  @Override
  public <T> void texts(String field, Collection<T> values, Function<? super T, String> text)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(field);
      for (T value : values) {
        json.writeString(text.apply(value));
      }
      json.writeEndArray();
    }
  }

  @Override
  public <T> void objects(String field, Collection<T> values, Function<? super T, Members> members)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (T value : values) {
      putObject(members.apply(value));
    }
    json.writeEndArray();
  }
}
