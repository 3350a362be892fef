package dev.rollcall.config;

import dev.rollcall.model.WireName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code model_cache}.
 *
 * @param defaultTtl how long a list is fresh where its type has no TTL of its own
 * @param ttlOverrides TTLs by instance or type
 * @param useCatalogFallback whether the catalog may answer for a provider
 * @param fallbackOrder the steps that hold for every cause; null goes by cause ({@code auto})
 * @param maxStale the age up to which a last good list is served; null is for ever
 * @param listTimeout how long a caller waits over all instances together; zero never waits
 * @param directory where last good lists are kept; null keeps them in memory only
 */
public record CacheConfig(
    Duration defaultTtl,
    Map<String, Duration> ttlOverrides,
    boolean useCatalogFallback,
    @Nullable List<FallbackStep> fallbackOrder,
    @Nullable Duration maxStale,
    Duration listTimeout,
    @Nullable String directory) {

  public static final CacheConfig DEFAULT =
      new CacheConfig(
          Duration.ofHours(1), Map.of(), true, null, null, Duration.ofMillis(2500), null);

  public CacheConfig {
    ttlOverrides = Map.copyOf(ttlOverrides);
    fallbackOrder = fallbackOrder == null ? null : List.copyOf(fallbackOrder);
  }

  /** How long a list of this instance is fresh: by instance, else by type, else by kind. */
  public Duration ttl(String instance, TypeSpec type) {
    Duration byName = ttlOverrides.get(instance);
    Duration byType = ttlOverrides.get(type.name());
    return byName != null ? byName : byType != null ? byType : type.defaultTtl(defaultTtl);
  }

  /** What is served when asking a provider has failed. */
  public enum FallbackStep implements WireName {
    /** The catalog's models of the type. */
    CATALOG,
    /** The last good list. */
    STALE
  }
}
