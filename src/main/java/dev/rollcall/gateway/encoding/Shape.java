package dev.rollcall.gateway.encoding;

import dev.rollcall.model.ModelInfo;
import org.jspecify.annotations.Nullable;

/**
 * How entries of lists look to one kind of client. What is encoded is kept by it, so two that are
 * equal encode alike.
 */
public interface Shape {

  /** A model's entry in UTF-8; null leaves the model out. */
  byte @Nullable [] entry(ModelInfo model);

  /** What stands between an entry and one of another instance; between others stands a comma. */
  default String between(ModelInfo one, ModelInfo next) {
    return ",";
  }
}
