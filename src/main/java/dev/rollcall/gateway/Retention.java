package dev.rollcall.gateway;

import dev.rollcall.cache.Freshness;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** How long an answer holds. */
final class Retention {

  private static final long LONGEST = Duration.ofDays(365).toMillis();

  private Retention() {}

  /**
   * Seconds until the first of these lists is asked for again: until its expiry, or the end of what
   * forbids asking where that is later. 0 when there is none.
   */
  static long maxAgeSeconds(Collection<InstanceList> lists, Ticker ticker) {
    long now = ticker.millis();
    long soonest =
        lists.stream()
            .map(InstanceList::freshness)
            .mapToLong(freshness -> millisLeft(freshness, now))
            .min()
            .orElse(0);
    return soonest / 1000;
  }

  private static long millisLeft(Freshness freshness, long now) {
    long until = Math.max(freshness.expiresAt(), freshness.nextAttemptAt());
    // The earlier of two times first: a far future minus a negative now would overflow.
    return Math.max(0, Math.min(until, now + LONGEST) - now);
  }

  /** Seconds, at least one, until a request for the instance may bring something else. */
  static long retryAfterSeconds(ProviderStatus status, Ticker ticker) {
    Instant next = status.nextAttemptAt();
    return next == null ? 1 : Math.max(1, Duration.between(ticker.now(), next).toSeconds() + 1);
  }
}
