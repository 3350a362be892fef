package dev.rollcall.config;

import dev.rollcall.config.InstanceConfig.Enabled;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the entries of the section {@code providers}. */
final class InstanceReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final Map<String, TypeSpec> types;
  private final Function<String, @Nullable String> ambient;
  private final Paths paths;
  private final Proxies proxies;

  /**
   * Creates a reader.
   *
   * @param types every known type by name
   * @param ambient the environment that is asked for what an entry does not say: its key, its
   *     proxy, and where ollama is
   */
  InstanceReader(
      Map<String, TypeSpec> types, Function<String, @Nullable String> ambient, Paths paths) {
    this.types = types;
    this.ambient = ambient;
    this.paths = paths;
    proxies = new Proxies(ambient);
  }

  /**
   * Reads an entry.
   *
   * @param providers the section that it is in
   * @param name its key there
   * @param timeout its timeout when it has none of its own
   * @param breaker its circuit where it does not say otherwise
   * @return null when nothing useful can be made of it; its section then has mistakes
   */
  @Nullable InstanceConfig read(
      Section providers, String name, Duration timeout, BreakerConfig breaker) {
    Section section = providers.section(name);
    if (!NAME.matcher(name).matches()) {
      providers.mistake(
          name, "is not a name; use up to 64 of a-z, 0-9, - and _, first a letter or digit");
      return null;
    }
    TypeSpec type = type(providers, name, section);
    Enabled enabled = enabled(section);
    String given = section.text("base_url");
    String baseUrl = type == null ? "" : baseUrl(section, given, type);
    Route route = new Route(proxies.read(section, baseUrl), paths.read(section, "ca_file"));
    Secret apiKey = Secrets.key(section, "", section.text("api_key"));
    String apiKeyFile = paths.read(section, "api_key_file");
    if (apiKey != null && apiKeyFile != null) {
      section.mistake("api_key_file", "cannot be given together with api_key");
    }
    Map<String, Secret> headers = Secrets.headers(section.section("headers"));
    Duration ownTimeout = section.millis("timeout_ms", 1, timeout);
    BreakerConfig ownBreaker = breaker(section.section("circuit_breaker"), breaker);
    Globs models = new Globs(section.texts("allow"), section.texts("deny"));
    section.end();
    if (type == null) {
      return null;
    }
    if (apiKey == null && apiKeyFile == null) {
      apiKey = ambientKey(section, type);
    }
    return new InstanceConfig(
        name,
        type,
        enabled,
        baseUrl,
        apiKey,
        apiKeyFile,
        headers,
        ownTimeout,
        ownBreaker,
        models,
        route,
        null);
  }

  /** Reads a section {@code circuit_breaker}. */
  static BreakerConfig breaker(Section section, BreakerConfig base) {
    long failures = section.whole("max_failures", 1, 1_000_000, base.maxFailures());
    Duration reset = section.millis("reset_timeout_ms", 1, base.resetTimeout());
    section.end();
    return new BreakerConfig((int) failures, reset);
  }

  private @Nullable TypeSpec type(Section providers, String name, Section section) {
    String given = section.text("type");
    if (given == null && !types.containsKey(name)) {
      providers.mistake(
          name, "is not a type, so it needs the key type" + Nearest.hint(name, types.keySet()));
      return null;
    }
    TypeSpec type = types.get(given == null ? name : given);
    if (type == null && given != null) {
      String hint = Nearest.hint(given, types.keySet());
      String all = "; use one of " + String.join(", ", types.keySet());
      section.mistake("type", "is not a type" + (hint.isEmpty() ? all : hint));
    }
    return type;
  }

  private static Enabled enabled(Section section) {
    String word = section.text("enabled");
    if (word == null || word.toLowerCase(Locale.ROOT).equals("auto")) {
      return Enabled.AUTO;
    }
    Boolean on = Section.truth(word);
    if (on == null) {
      section.mistake("enabled", "must be auto, true or false");
    }
    return Boolean.TRUE.equals(on) ? Enabled.TRUE : Enabled.FALSE;
  }

  private String baseUrl(Section section, @Nullable String given, TypeSpec type) {
    String host = type.name().equals("ollama") ? ambient.apply("OLLAMA_HOST") : null;
    try {
      if (given != null) {
        return BaseUrl.parse(given);
      }
      if (host != null && !host.isBlank()) {
        return BaseUrl.ofOllamaHost(host);
      }
    } catch (IllegalArgumentException notAUrl) {
      section.mistake(
          "base_url", (given == null ? "(from OLLAMA_HOST) " : "") + notAUrl.getMessage());
      return "";
    }
    if (type.baseUrl() == null) {
      section.mistake("base_url", "is required for type " + type.name());
    }
    return Objects.requireNonNullElse(type.baseUrl(), "");
  }

  private @Nullable Secret ambientKey(Section section, TypeSpec type) {
    for (String variable : type.keyVariables()) {
      String value = ambient.apply(variable);
      if (value != null && !value.isBlank()) {
        return Secrets.key(section, "(from " + variable + ") ", value);
      }
    }
    return null;
  }
}
