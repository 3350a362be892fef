package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.store.YamlProcessor;
import dev.rollcall.config.store.YamlText;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration is.
 *
 * @param file an absolute path; null is the copy in the jar
 */
record ConfigSource(@Nullable Path file) {

  private static final long MAX_BYTES = 1024 * 1024;
  private static final String IN_JAR = "conf/rollcall.yml";

  /**
   * Finds the configuration: the file that is named, else the user's, else the launcher's, else the
   * copy in the jar.
   *
   * @param named the argument {@code --config}; null when not given
   * @param env gives a variable's value, null when it is not set
   * @param home the user's home directory; null when there is none
   * @param launcher the directory of the launcher script; null without one
   * @throws ConfigException when a file is there but cannot be used, or a named one is not there
   */
  static ConfigSource find(
      @Nullable String named,
      Function<String, @Nullable String> env,
      @Nullable String home,
      @Nullable String launcher) {
    String variable = env.apply("ROLLCALL_CONFIG");
    String asked = named != null || variable == null || variable.isBlank() ? named : variable;
    if (asked != null) {
      return new ConfigSource(usable(path(asked)));
    }
    Path ofUser = home == null ? null : Path.of(home, ".rollcall", "config.yml");
    Path ofLauncher = launcher == null ? null : Path.of(launcher, "conf", "rollcall.yml");
    return Stream.of(ofUser, ofLauncher)
        .filter(Objects::nonNull)
        .filter(Files::exists)
        .findFirst()
        .map(file -> new ConfigSource(usable(file.toAbsolutePath())))
        .orElse(new ConfigSource(null));
  }

  /** The text of the copy in the jar. */
  static String textInJar() throws IOException {
    try (InputStream in = ConfigSource.class.getClassLoader().getResourceAsStream(IN_JAR)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The store of Vert.x Config that reads it. */
  ConfigStoreOptions store() {
    if (file == null) {
      return new ConfigStoreOptions().setType("json").setConfig(inJar());
    }
    return new ConfigStoreOptions()
        .setType("file")
        .setFormat(YamlProcessor.NAME)
        .setConfig(new JsonObject().put("path", file.toString()));
  }

  private static JsonObject inJar() {
    try {
      return YamlText.parse(textInJar());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Its name for messages. */
  String name() {
    return file == null ? "the built-in configuration" : file.toString();
  }

  private static Path path(String asked) {
    try {
      return Path.of(asked).toAbsolutePath();
    } catch (InvalidPathException notAPath) {
      throw ConfigException.of("the configuration file's path is no path");
    }
  }

  private static Path usable(Path file) {
    if (!Files.exists(file)) {
      throw ConfigException.of("there is no configuration file " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw ConfigException.of("the configuration " + file + " is not a file");
    }
    if (!Files.isReadable(file)) {
      throw ConfigException.of("the configuration file " + file + " cannot be read");
    }
    if (file.toFile().length() > MAX_BYTES) {
      throw ConfigException.of("the configuration file " + file + " is larger than 1 MB");
    }
    return file;
  }
}
