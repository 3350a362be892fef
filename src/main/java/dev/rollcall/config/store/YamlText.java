package dev.rollcall.config.store;

import dev.rollcall.config.ConfigException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Parses YAML whose plain values are all text. YAML 1.1 would make 511 of 0777, 750 of 12:30 and
 * 3.1 of 3.10; the reader of the configuration knows which values are numbers, YAML does not.
 */
public final class YamlText {

  /** Far more than any configuration has; aliases can make a short text very large. */
  private static final int MAX_VALUES = 20_000;

  private static final int MAX_DEPTH = 20;

  private int values;

  private YamlText() {}

  /**
   * The keys and values of a document; none of an empty one.
   *
   * @throws ConfigException when it is no YAML, has a key twice, or is something else than keys and
   *     values; the message says where
   */
  public static JsonObject parse(String text) {
    Object document = value(text);
    if (document == null) {
      return new JsonObject();
    }
    if (document instanceof JsonObject object) {
      return object;
    }
    throw ConfigException.of("the file must hold keys and values");
  }

  /**
   * One value of any kind.
   *
   * @throws ConfigException as {@link #parse} does
   */
  public static @Nullable Object value(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setNestingDepthLimit(MAX_DEPTH);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(unused),
            unused,
            options,
            new PlainText());
    try {
      YamlMarks.check(yaml.parse(new StringReader(text)));
      return new YamlText().json(yaml.load(text), 0);
    } catch (MarkedYAMLException mistake) {
      throw ConfigException.of(sentence(mistake));
    } catch (YAMLException mistake) {
      throw ConfigException.of(firstLine(mistake));
    } catch (IllegalArgumentException escape) {
      throw ConfigException.of(
          "a \\x, \\u or \\U between double quotes is not followed by a character's number");
    }
  }

  private @Nullable Object json(@Nullable Object value, int depth) {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw new YAMLException("there are too many values, or values too deep in others");
    }
    if (value == null || value instanceof String) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach(
          (key, inner) -> object.put(String.valueOf(json(key, depth)), json(inner, depth + 1)));
      return object;
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(inner -> array.add(json(inner, depth + 1)));
      return array;
    }
    return value.toString();
  }

  private static String sentence(MarkedYAMLException mistake) {
    String what =
        Stream.of(mistake.getContext(), mistake.getProblem())
            .filter(part -> part != null)
            .collect(Collectors.joining(", "))
            .replaceAll("\\p{IsControl}", "?");
    return mistake.getProblemMark() == null
        ? what
        : "line %d, column %d: %s"
            .formatted(
                mistake.getProblemMark().getLine() + 1,
                mistake.getProblemMark().getColumn() + 1,
                what);
  }

  private static String firstLine(YAMLException mistake) {
    return String.valueOf(mistake.getMessage()).lines().findFirst().orElse("the file is no YAML");
  }

  /** Knows null and the merge key, and takes every other plain value for text. */
  private static final class PlainText extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
