package dev.rollcall.config.store;

import dev.rollcall.config.ConfigException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables over a configuration: {@code ROLLCALL__SERVER__PORT=80} is {@code
 * server.port}. A level is the key that is there if it differs only in case or by {@code -} for
 * {@code _}, which a variable's name cannot hold; else it is the level in lower case.
 */
public final class EnvOverrides {

  private static final int SHOWN = 128;

  private EnvOverrides() {}

  /**
   * Returns a retrieved configuration with the values of the variables in it that came beside it,
   * from {@link EnvironmentStoreFactory}. A value that begins with a bracket or brace is a list or
   * an object in JSON or YAML; the word null is null.
   *
   * @param retrieved stays as it is
   * @throws ConfigException when such a value cannot be parsed
   */
  public static JsonObject merge(JsonObject retrieved) {
    JsonObject result = retrieved.copy();
    if (result.remove(EnvironmentStoreFactory.KEY) instanceof JsonObject beside) {
      String prefix = beside.getString("prefix");
      new TreeMap<>(beside.getJsonObject("variables").getMap())
          .forEach(
              (variable, value) -> {
                List<String> path = List.of(variable.substring(prefix.length()).split("__", -1));
                if (path.stream().noneMatch(String::isEmpty)) {
                  put(result, path, parsed(variable, (String) value));
                }
              });
    }
    return result;
  }

  /** Puts a value under a path of keys, making the objects on the way that are not there. */
  public static void put(JsonObject config, List<String> path, @Nullable Object value) {
    JsonObject section = config;
    for (String level : path.subList(0, path.size() - 1)) {
      String key = key(section, level);
      if (!(section.getValue(key) instanceof JsonObject)) {
        section.put(key, new JsonObject());
      }
      section = section.getJsonObject(key);
    }
    section.put(key(section, path.get(path.size() - 1)), value);
  }

  private static @Nullable Object parsed(String variable, String value) {
    String text = value.strip();
    if (!text.startsWith("[") && !text.startsWith("{") && !text.equals("null")) {
      return value;
    }
    try {
      return YamlText.value(text);
    } catch (ConfigException unparsable) {
      throw ConfigException.of(shown(variable) + " is neither valid JSON nor YAML");
    }
  }

  private static String shown(String variable) {
    String shown = variable.replaceAll("\\p{IsControl}", "?");
    return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
  }

  private static String key(JsonObject section, String level) {
    return section.fieldNames().stream()
        .filter(name -> normal(name).equals(normal(level)))
        .findFirst()
        .orElse(level.toLowerCase(Locale.ROOT));
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
