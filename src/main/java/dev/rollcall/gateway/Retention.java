package dev.rollcall.gateway;

import dev.rollcall.cache.InstanceList;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** How long an answer holds. */
final class Retention {

  /** What a provider is never asked for changes with the configuration, of which no cache hears. */
  private static final long LONGEST = Duration.ofHours(1).toMillis();

  private Retention() {}

  /**
   * When the first of these lists is asked for again, on the ticker: at its expiry, or the end of
   * what forbids asking where that is later. Now when there is none.
   */
  static long freshUntil(Collection<InstanceList> lists, Ticker ticker) {
    long now = ticker.millis();
    return lists.stream()
        .map(InstanceList::freshness)
        // The earlier of two times, so that a far future does not overflow.
        .mapToLong(
            fresh -> Math.min(Math.max(fresh.expiresAt(), fresh.nextAttemptAt()), now + LONGEST))
        .min()
        .orElse(now);
  }

  /** Seconds, at least one, until a request for the instance may bring something else. */
  static long retryAfterSeconds(ProviderStatus status, Ticker ticker) {
    Instant next = status.nextAttemptAt();
    return next == null ? 1 : Math.max(1, Duration.between(ticker.now(), next).toSeconds() + 1);
  }
}
