package dev.rollcall.config;

import dev.rollcall.config.CacheConfig.FallbackStep;
import dev.rollcall.model.WireName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps the section {@code model_cache} from and to JSON. */
final class CacheReader {

  /** They can be added to while Rollcall runs, and each is looked at whenever a list is. */
  private static final int MAX_OVERRIDES = 1000;

  private CacheReader() {}

  /**
   * Reads the section.
   *
   * @param base what holds for keys that are absent
   * @param directory the one key that its reader decides on
   */
  static CacheConfig read(Section section, CacheConfig base, @Nullable String directory) {
    return new CacheConfig(
        section.seconds("default_ttl_seconds", 1, base.defaultTtl()),
        ttlOverrides(section, base.ttlOverrides()),
        section.flag("use_catalog_fallback", base.useCatalogFallback()),
        fallbackOrder(section, base.fallbackOrder()),
        maxStale(section, base.maxStale()),
        section.millis("list_timeout_ms", 0, base.listTimeout()),
        directory);
  }

  static JsonObject toJson(CacheConfig cache) {
    JsonObject overrides = new JsonObject();
    new TreeMap<>(cache.ttlOverrides())
        .forEach((name, ttl) -> overrides.put(name, ttl.toSeconds()));
    List<FallbackStep> order = cache.fallbackOrder();
    Duration maxStale = cache.maxStale();
    return new JsonObject()
        .put("default_ttl_seconds", cache.defaultTtl().toSeconds())
        .put("provider_ttl_overrides", overrides)
        .put("use_catalog_fallback", cache.useCatalogFallback())
        .put(
            "fallback_order",
            order == null
                ? "auto"
                : new JsonArray(order.stream().map(FallbackStep::wireName).toList()))
        .put("max_stale_seconds", maxStale == null ? null : maxStale.toSeconds())
        .put("list_timeout_ms", cache.listTimeout().toMillis())
        .put("directory", cache.directory());
  }

  /** The base's TTLs with the given ones over them; null takes one away. */
  private static Map<String, Duration> ttlOverrides(Section cache, Map<String, Duration> base) {
    String key = "provider_ttl_overrides";
    Section section = cache.section(key);
    Map<String, Duration> ttls = new LinkedHashMap<>(base);
    for (String name : section.names()) {
      if (section.text(name) == null) {
        ttls.remove(name);
      } else {
        ttls.put(name, section.seconds(name, 1, Duration.ofSeconds(1)));
      }
    }
    if (ttls.size() > MAX_OVERRIDES) {
      cache.mistake(key, "has more than " + MAX_OVERRIDES + " keys");
    }
    return ttls;
  }

  private static @Nullable List<FallbackStep> fallbackOrder(
      Section section, @Nullable List<FallbackStep> base) {
    String key = "fallback_order";
    if (!section.isList(key)) {
      String word = section.text(key);
      if (word != null && !word.equals("auto")) {
        section.mistake(key, "must be auto or a list of catalog and stale");
      }
      return word == null ? base : null;
    }
    List<FallbackStep> steps = new ArrayList<>();
    for (String word : section.texts(key)) {
      Optional<FallbackStep> step = WireName.find(FallbackStep.class, word);
      if (step.isEmpty() || steps.contains(step.get())) {
        section.mistake(key, "must be auto or a list of catalog and stale, each at most once");
        return base;
      }
      steps.add(step.get());
    }
    return steps;
  }

  private static @Nullable Duration maxStale(Section section, @Nullable Duration base) {
    String key = "max_stale_seconds";
    if (section.isNull(key)) {
      return null;
    }
    Duration forEver = Duration.ofSeconds(-1);
    Duration given = section.seconds(key, 0, base == null ? forEver : base);
    return given.isNegative() ? null : given;
  }
}
