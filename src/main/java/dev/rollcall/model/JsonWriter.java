package dev.rollcall.model;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of a JSON object in their order. What is unknown is left out: a null, and texts
 * of which there are none.
 */
interface JsonWriter {

  /** The members of an object. */
  @FunctionalInterface
  interface Members {
    void writeTo(JsonWriter json) throws IOException;
  }

  void text(String field, @Nullable String value) throws IOException;

  void number(String field, @Nullable Long value) throws IOException;

  void flag(String field, @Nullable Boolean value) throws IOException;

  void object(String field, Members members) throws IOException;

  /** An array of texts. */
  <T> void texts(String field, Collection<T> values, Function<? super T, String> text)
      throws IOException;

  /** An array of objects, which may be empty. */
  <T> void objects(String field, Collection<T> values, Function<? super T, Members> members)
      throws IOException;

  default void texts(String field, Collection<String> values) throws IOException {
    texts(field, values, value -> value);
  }

  default void names(String field, Collection<? extends WireName> constants) throws IOException {
    texts(field, constants, WireName::wireName);
  }
}
