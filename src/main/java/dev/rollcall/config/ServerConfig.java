package dev.rollcall.config;

import org.jspecify.annotations.Nullable;

/**
 * The section {@code server}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks one
 * @param tls the files that make it HTTPS; null serves HTTP
 * @param access access control
 * @param accessLog whether every request is logged
 */
public record ServerConfig(
    String host, int port, @Nullable TlsConfig tls, AccessConfig access, boolean accessLog) {

  public static final ServerConfig DEFAULT = new ServerConfig("127.0.0.1", 8080);

  /** One without keys, TLS, further hosts and origins, or a log. */
  public ServerConfig(String host, int port) {
    this(host, port, null, AccessConfig.NONE, false);
  }

  /** Whether only this machine can connect. */
  public boolean isLoopback() {
    return Loopback.is(host);
  }

  /** The same server for other callers. */
  public ServerConfig withAccess(AccessConfig other) {
    return new ServerConfig(host, port, tls, other, accessLog);
  }
}
