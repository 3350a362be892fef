package dev.rollcall.config;

import java.time.Duration;

/**
 * When a circuit opens and how long it stays so.
 *
 * @param maxFailures failures in a row that open it, at least 1
 * @param resetTimeout how long it stays open before the next request may decide
 */
public record BreakerConfig(int maxFailures, Duration resetTimeout) {

  public static final BreakerConfig DEFAULT = new BreakerConfig(3, Duration.ofSeconds(30));
}
