package dev.rollcall.gateway.dialect;

import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** Something a dialect has at a path. In a path {@code {id}} stands for all that follows. */
public sealed interface Resource {

  /** Where it is. */
  String path();

  /** The list. */
  record Models(String path) implements Resource {}

  /** One model, whose id ends the path. */
  record Model(String path, BiFunction<ModelInfo, Ids, JsonObject> body) implements Resource {}

  /** One model, whose id is in the JSON body of a POST as {@code model} or {@code name}. */
  record NamedModel(String path, BiFunction<ModelInfo, Ids, JsonObject> body) implements Resource {}

  /** The list, and below it each of its models as it is in the list. */
  static List<Resource> modelsAt(String path, Dialect dialect) {
    return List.of(new Models(path), new Model(path + "/{id}", dialect::entry));
  }

  /** How many models there are. */
  record Count(String path, IntFunction<JsonObject> body) implements Resource {}

  /** A text that is always the same. */
  record Constant(String path, String contentType, String body) implements Resource {

    static Constant json(String path, JsonObject body) {
      return new Constant(path, "application/json", body.encode());
    }
  }
}
