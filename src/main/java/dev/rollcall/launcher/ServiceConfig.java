package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.config.store.EnvOverrides;
import dev.rollcall.config.store.EnvironmentStoreFactory;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the service's configuration: the file, the environment over it, arguments over both. */
final class ServiceConfig {

  private final ConfigReader reader;
  private final Map<String, String> env;
  private final Arguments arguments;

  ServiceConfig(
      Collection<TypeSpec> types,
      Map<String, String> env,
      @Nullable String home,
      Arguments arguments) {
    this.reader = ConfigReader.service(types, env::get, home);
    this.env = env;
    this.arguments = arguments;
  }

  /** The stores that a retriever is to have: the file's, and the environment's. */
  List<ConfigStoreOptions> stores(ConfigSource source) {
    JsonObject variables = new JsonObject();
    env.forEach(variables::put);
    return List.of(
        source.store(),
        new ConfigStoreOptions()
            .setType(EnvironmentStoreFactory.NAME)
            .setConfig(new JsonObject().put("variables", variables)));
  }

  /**
   * Returns what is retrieved with the environment and the arguments over it.
   *
   * @throws ConfigException when a variable's value cannot be parsed
   */
  JsonObject merge(JsonObject retrieved) {
    JsonObject json = EnvOverrides.merge(retrieved);
    if (arguments.host() != null) {
      EnvOverrides.put(json, List.of("server", "host"), arguments.host());
    }
    if (arguments.port() != null) {
      EnvOverrides.put(json, List.of("server", "port"), arguments.port());
    }
    return json;
  }

  /**
   * Reads what was merged.
   *
   * @throws ConfigException with every mistake
   */
  RollcallConfig read(JsonObject merged) {
    return reader.read(merged);
  }
}
