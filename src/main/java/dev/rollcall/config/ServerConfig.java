package dev.rollcall.config;

/**
 * The section {@code server}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks one
 */
public record ServerConfig(String host, int port) {

  public static final ServerConfig DEFAULT = new ServerConfig("127.0.0.1", 8080);

  /** Whether only this machine can connect. */
  public boolean isLoopback() {
    return Loopback.is(host);
  }
}
