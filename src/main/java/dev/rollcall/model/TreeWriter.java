package dev.rollcall.model;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a tree, which is what the event bus carries. */
final class TreeWriter implements JsonWriter {

  private final JsonObject json = new JsonObject();

  private TreeWriter() {}

  static JsonObject write(Members members) {
    TreeWriter writer = new TreeWriter();
    try {
      members.writeTo(writer);
    } catch (IOException onlyOfStreams) {
      throw new UncheckedIOException(onlyOfStreams);
    }
    return writer.json;
  }

  @Override
  public void text(String field, @Nullable String value) {
    JsonFields.put(json, field, value);
  }

  @Override
  public void number(String field, @Nullable Long value) {
    JsonFields.put(json, field, value);
  }

  @Override
  public void flag(String field, @Nullable Boolean value) {
    JsonFields.put(json, field, value);
  }

  @Override
  public void object(String field, Members members) {
    json.put(field, write(members));
  }

  @Override
  public <T> void texts(String field, Collection<T> values, Function<? super T, String> text) {
    if (!values.isEmpty()) {
      json.put(field, JsonFields.array(values, text));
    }
  }

  @Override
  public <T> void objects(
      String field, Collection<T> values, Function<? super T, Members> members) {
    json.put(field, JsonFields.array(values, value -> write(members.apply(value))));
  }
}
