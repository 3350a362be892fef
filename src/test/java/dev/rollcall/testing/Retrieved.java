package dev.rollcall.testing;

import dev.rollcall.config.store.EnvironmentStoreFactory;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What a retriever of Vert.x Config gives to its processor. */
public final class Retrieved {

  private Retrieved() {}

  /** A file's keys and values, with the environment's variables beside them. */
  public static JsonObject of(JsonObject file, Map<String, String> env) {
    JsonObject variables = new JsonObject();
    env.forEach(variables::put);
    return file.copy()
        .mergeIn(
            new JsonObject(
                new EnvironmentStoreFactory()
                    .create(null, new JsonObject().put("variables", variables))
                    .get()
                    .result()),
            true);
  }
}
