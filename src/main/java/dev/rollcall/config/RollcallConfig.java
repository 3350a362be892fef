package dev.rollcall.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration, valid and with every default filled in. {@link ConfigReader} makes it from
 * JSON.
 *
 * @param busPrefix leads every address and local map
 * @param server where to listen; null opens no port
 * @param cache how lists are kept and served
 * @param catalogFile a newer catalog than the jar's; null uses the jar's
 * @param providers the instances by name, in configured order
 */
public record RollcallConfig(
    String busPrefix,
    @Nullable ServerConfig server,
    CacheConfig cache,
    @Nullable String catalogFile,
    Map<String, InstanceConfig> providers) {

  public RollcallConfig {
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
  }

  /** The same configuration with other instances. */
  public RollcallConfig withProviders(Map<String, InstanceConfig> others) {
    return new RollcallConfig(busPrefix, server, cache, catalogFile, others);
  }

  /** The same configuration with another server. */
  public RollcallConfig withServer(@Nullable ServerConfig other) {
    return new RollcallConfig(busPrefix, other, cache, catalogFile, providers);
  }
}
