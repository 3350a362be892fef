package dev.rollcall.config.store;

import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * The store {@value #NAME} of Vert.x Config: the environment variables that begin with a prefix.
 * Which keys of a file they go over depends on the file, so they come beside it, and {@link
 * EnvOverrides#merge} puts them in their places: it is the retriever's configuration processor.
 *
 * <p>Its configuration:
 *
 * <ul>
 *   <li>{@code prefix}: what the names begin with; {@code ROLLCALL__} by default
 *   <li>{@code variables}: an object with variables, in place of those of the process
 * </ul>
 */
public final class EnvironmentStoreFactory implements ConfigStoreFactory {

  public static final String NAME = "rollcall-env";

  /** The key under which the variables come. */
  static final String KEY = "rollcall-env";

  private static final String PREFIX = "ROLLCALL__";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigStore create(Vertx vertx, JsonObject configuration) {
    String prefix = configuration.getString("prefix", PREFIX);
    JsonObject given = configuration.getJsonObject("variables");
    JsonObject variables = new JsonObject();
    (given == null ? System.getenv() : given.getMap())
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                variables.put(name, String.valueOf(value));
              }
            });
    JsonObject beside = new JsonObject().put("prefix", prefix).put("variables", variables);
    return new Store(new JsonObject().put(KEY, beside).toBuffer());
  }

  /** A process's environment does not change, so it is read once. */
  private record Store(Buffer json) implements ConfigStore {

    @Override
    public Future<Buffer> get() {
      return Future.succeededFuture(json);
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }

    @Override
    public String toString() {
      return NAME;
    }
  }
}
