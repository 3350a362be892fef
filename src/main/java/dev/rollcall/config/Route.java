package dev.rollcall.config;

import org.jspecify.annotations.Nullable;

/**
 * How an instance's provider is reached.
 *
 * @param proxy the proxy in between; null when there is none
 * @param caFile a PEM file with the only certificates that may vouch for it; null trusts those that
 *     Java does
 */
public record Route(@Nullable Proxy proxy, @Nullable String caFile) {

  /** Without a proxy, trusting what Java does. */
  public static final Route DIRECT = new Route(null, null);
}
