package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.config.store.EnvOverrides;
import dev.rollcall.config.store.YamlText;
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

  /**
   * The configuration that the file's text gives.
   *
   * @throws ConfigException with every mistake
   */
  RollcallConfig read(String text) {
    JsonObject json = EnvOverrides.apply(YamlText.parse(text), env);
    if (arguments.host() != null) {
      EnvOverrides.put(json, List.of("server", "host"), arguments.host());
    }
    if (arguments.port() != null) {
      EnvOverrides.put(json, List.of("server", "port"), arguments.port());
    }
    return reader.read(json);
  }
}
