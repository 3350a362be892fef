package dev.rollcall.config;

import java.util.List;
import java.util.Set;

/**
 * Access control of the HTTP server.
 *
 * @param apiKeys with which one may read
 * @param adminKeys with which one may change something, and read
 * @param allowedHosts further names to be called by, in lower case
 * @param corsOrigins the web pages that may call, as a browser's {@code Origin} header has them
 * @param trustedProxies the proxies whose forwarding headers are trusted for the caller's address
 */
public record AccessConfig(
    ServerKeys apiKeys,
    ServerKeys adminKeys,
    Set<String> allowedHosts,
    Set<String> corsOrigins,
    List<AddressRange> trustedProxies) {

  /** What holds where nothing is configured. */
  public static final AccessConfig NONE =
      new AccessConfig(ServerKeys.NONE, ServerKeys.NONE, Set.of(), Set.of());

  public AccessConfig {
    allowedHosts = Set.copyOf(allowedHosts);
    corsOrigins = Set.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** One that takes no proxy's word. */
  public AccessConfig(
      ServerKeys apiKeys, ServerKeys adminKeys, Set<String> allowedHosts, Set<String> corsOrigins) {
    this(apiKeys, adminKeys, allowedHosts, corsOrigins, List.of());
  }

  /** The same with other keys. */
  public AccessConfig withKeys(ServerKeys api, ServerKeys admin) {
    return new AccessConfig(api, admin, allowedHosts, corsOrigins, trustedProxies);
  }
}
