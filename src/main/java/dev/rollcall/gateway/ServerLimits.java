package dev.rollcall.gateway;

import java.time.Duration;

/**
 * What the servers of a deployment may be burdened with.
 *
 * @param connections places for connections, shared by all
 * @param firstRequest how long a new connection may take to send its first request
 * @param idle how long a connection may send and take nothing; longer than a refresh may take,
 *     because a connection that waits for an answer idles too
 */
record ServerLimits(Places connections, Duration firstRequest, Duration idle) {

  private static final int MAX_CONNECTIONS = 20_000;

  /** What a connection costs at worst: its buffers, and headers as long as they may be. */
  private static final long BYTES_PER_CONNECTION = 16 * 1024;

  /** Generous ones, for one deployment. */
  static ServerLimits standard() {
    long affordable = Runtime.getRuntime().maxMemory() / BYTES_PER_CONNECTION;
    return new ServerLimits(
        new Places((int) Math.min(MAX_CONNECTIONS, affordable)),
        Duration.ofSeconds(15),
        Duration.ofSeconds(180));
  }
}
