package dev.rollcall.provider;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Loopback;
import dev.rollcall.config.Proxy;
import dev.rollcall.model.ErrorCode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whom an instance's requests go to, in words for messages.
 *
 * @param host the provider's host, with its port where it has one
 * @param proxy the host and port of the proxy in between; null when there is none
 */
record Peer(String host, @Nullable String proxy) {

  static Peer of(InstanceConfig config) {
    String authority = URI.create(config.baseUrl()).getRawAuthority();
    Proxy proxy = config.route().proxy();
    return new Peer(
        authority == null ? config.baseUrl() : authority, proxy == null ? null : proxy.authority());
  }

  /** Returns the host that connections are made to: the proxy, else the provider. */
  String next() {
    return proxy == null ? host : "the proxy " + proxy;
  }

  /** Nothing takes connections there. */
  FetchFailure notThere() {
    String name = (proxy == null ? host : proxy).replaceFirst(":\\d+$", "");
    return new FetchFailure(
        ErrorCode.CONNECT,
        proxy == null && Loopback.is(name)
            ? "not running at " + host
            : next() + " refused the connection");
  }

  /** The proxy is there, but in the way. */
  FetchFailure keptOut() {
    return new FetchFailure(
        ErrorCode.CONNECT, next() + " does not let requests through to " + host);
  }
}
