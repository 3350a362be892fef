package dev.rollcall.config;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link RollcallConfig} from JSON. Everything that is wrong is found in one go, and said
 * in sentences that name the full key and never a value, because a value may be a key by mistake.
 */
public final class ConfigReader {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern PREFIX =
      Pattern.compile("(?=.{1,64}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  private final Map<String, TypeSpec> types = new LinkedHashMap<>();
  private final Function<String, @Nullable String> variables;
  private final InstanceReader instances;
  private final Paths paths;
  private final @Nullable String defaultDirectory;
  private final @Nullable ServerConfig defaultServer;

  private ConfigReader(
      Collection<TypeSpec> types,
      Function<String, @Nullable String> env,
      Function<String, @Nullable String> ambient,
      Paths paths,
      @Nullable String defaultDirectory,
      @Nullable ServerConfig defaultServer) {
    types.forEach(type -> this.types.put(type.name(), type));
    this.variables = new Variables(env)::replace;
    this.instances = new InstanceReader(this.types, ambient, paths);
    this.paths = paths;
    this.defaultDirectory = defaultDirectory;
    this.defaultServer = defaultServer;
  }

  /**
   * A reader for an application that has Rollcall inside. Without a {@code server} it opens no
   * port, without a {@code directory} it writes nothing, and of the environment it reads what
   * values name as {@code ${…}}.
   *
   * @param types every known type
   * @param env gives a variable's value, null when it is not set
   */
  public static ConfigReader library(
      Collection<TypeSpec> types, Function<String, @Nullable String> env) {
    Paths paths = new Paths(HomeDirectory.of(null));
    return new ConfigReader(types, env, name -> null, paths, null, null);
  }

  /**
   * A reader for the service. An instance without a key takes it from its type's variables, and
   * ollama is where {@code OLLAMA_HOST} says.
   *
   * @param types every known type
   * @param env gives a variable's value, null when it is not set
   * @param home what a leading {@code ~} in a path stands for; null when there is no such directory
   */
  public static ConfigReader service(
      Collection<TypeSpec> types, Function<String, @Nullable String> env, @Nullable String home) {
    Paths paths = new Paths(home);
    return new ConfigReader(
        types, env, env, paths, paths.expand("~/.rollcall/cache"), ServerConfig.DEFAULT);
  }

  /**
   * Reads a whole configuration.
   *
   * @throws ConfigException with every mistake in it
   */
  public RollcallConfig read(JsonObject json) {
    Section root = Section.root(json, variables);
    String prefix = busPrefix(root);
    ServerConfig server = server(root);
    Duration timeout = root.millis("timeout_ms", 1, DEFAULT_TIMEOUT);
    BreakerConfig breaker =
        InstanceReader.breaker(root.section("circuit_breaker"), BreakerConfig.DEFAULT);
    Map<String, InstanceConfig> providers = providers(root.section("providers"), timeout, breaker);
    CacheConfig cache = cache(root.section("model_cache"), root.section("providers").names());
    Section catalog = root.section("catalog");
    String catalogFile = paths.read(catalog, "file");
    catalog.end();
    root.end();
    root.check();
    return new RollcallConfig(prefix, server, cache, catalogFile, providers);
  }

  /**
   * Cache settings with some changed while Rollcall runs. A TTL of {@code provider_ttl_overrides}
   * that is null is taken away, the others there stay. Nothing is replaced from the environment.
   *
   * @param base the settings in force
   * @param part a part of {@code model_cache}; {@code directory} may not differ
   * @throws ConfigException with every mistake, its keys relative to {@code model_cache}
   */
  public static CacheConfig cacheSettings(CacheConfig base, JsonObject part) {
    Section section = Section.root(part, Variables.NONE);
    CacheConfig changed = CacheReader.read(section, base, base.directory());
    String directory = section.text("directory");
    if (directory != null && !directory.equals(base.directory())) {
      section.mistake("directory", "cannot be changed while Rollcall runs");
    }
    section.end();
    section.check();
    return changed;
  }

  /** The section {@code model_cache} that says this. */
  public static JsonObject toJson(CacheConfig cache) {
    return CacheReader.toJson(cache);
  }

  private static String busPrefix(Section root) {
    String prefix = Objects.requireNonNullElse(root.text("bus_prefix"), "models");
    if (!PREFIX.matcher(prefix).matches()) {
      root.mistake("bus_prefix", "must be up to 64 letters, digits, - and _, with dots between");
    }
    return prefix;
  }

  private @Nullable ServerConfig server(Section root) {
    ServerConfig base = root.has("server") ? ServerConfig.DEFAULT : defaultServer;
    return base == null ? null : ServerReader.read(root.section("server"), base, paths);
  }

  private Map<String, InstanceConfig> providers(
      Section section, Duration timeout, BreakerConfig breaker) {
    Map<String, InstanceConfig> providers = new LinkedHashMap<>();
    for (String name : section.names()) {
      InstanceConfig instance = instances.read(section, name, timeout, breaker);
      if (instance != null) {
        providers.put(name, instance);
      }
    }
    return providers;
  }

  private CacheConfig cache(Section section, Set<String> instanceNames) {
    Set<String> names = new LinkedHashSet<>(types.keySet());
    names.addAll(instanceNames);
    Section overrides = section.section("provider_ttl_overrides");
    for (String name : overrides.names()) {
      if (!names.contains(name)) {
        overrides.mistake(name, "is neither an instance nor a type" + Nearest.hint(name, names));
      }
    }
    String directory = paths.read(section, "directory");
    if (directory == null && !section.isNull("directory")) {
      directory = defaultDirectory;
    }
    CacheConfig cache = CacheReader.read(section, CacheConfig.DEFAULT, directory);
    section.end();
    return cache;
  }
}
