package dev.rollcall.gateway;

import java.time.Duration;

/**
 * What the callers of a deployment's servers may use together.
 *
 * @param connections places for connections
 * @param unfinishedRequests the memory for requests of which a part has come
 * @param request how long the whole of a request may take to come, and a new connection to send one
 * @param idle how long a connection may send and take nothing; longer than a refresh may take,
 *     because a connection that waits for an answer idles too
 */
record ServerLimits(
    Places connections, ByteBudget unfinishedRequests, Duration request, Duration idle) {

  private static final int MAX_CONNECTIONS = 20_000;

  /** Returns those of one deployment, as far as the JVM's memory goes. */
  static ServerLimits standard() {
    return new ServerLimits(
        new Places(Math.min(MAX_CONNECTIONS, MemoryLimits.connections())),
        new ByteBudget(MemoryLimits.unfinishedRequests()),
        Duration.ofSeconds(15),
        Duration.ofSeconds(180));
  }
}
