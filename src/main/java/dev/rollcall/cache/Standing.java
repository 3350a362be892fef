package dev.rollcall.cache;

import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.Source;
import org.jspecify.annotations.Nullable;

/**
 * Which of its lists an instance serves, and until when. Times are in monotonic milliseconds.
 *
 * @param kept the last good list; null when there is none
 * @param lastFailure why the last request brought none; null when it did or there was none
 * @param hasFallback whether the catalog has models of that type
 */
record Standing(
    InstanceConfig config,
    CacheConfig settings,
    @Nullable Kept kept,
    @Nullable LastFailure lastFailure,
    boolean hasFallback) {

  /** What is served. */
  Source source(long now) {
    if (!config.isOn()) {
      return Source.NONE;
    }
    Long age = age(now);
    if (kept != null
        && age != null
        && (age < ttlMillis() || (lastFailure == null && !kept.outdated()))) {
      return kept.builtin() ? Source.BUILTIN : Source.LIVE;
    }
    if (lastFailure == null) {
      return Fallback.mayServe(age, settings) ? Source.STALE : Source.NONE;
    }
    return Fallback.choose(lastFailure.error().code(), age, hasFallback, settings);
  }

  /**
   * Returns the source for a caller whose list timeout has passed: the last good list, else the
   * fallback.
   */
  Source sourceForTheImpatient(long now) {
    return Fallback.mayServe(age(now), settings)
        ? Source.STALE
        : Fallback.choose(ErrorCode.TIMEOUT, null, hasFallback, settings);
  }

  /** Until when it is served without asking the provider. */
  Freshness freshness() {
    long listExpiry = kept == null ? Long.MIN_VALUE : expiry(kept);
    if (lastFailure == null) {
      return new Freshness(listExpiry, Long.MIN_VALUE, false);
    }
    return switch (lastFailure.kind()) {
      case REJECTED ->
          new Freshness(
              Math.max(listExpiry, lastFailure.at() + ttlMillis()), Long.MIN_VALUE, false);
      case FAILED -> new Freshness(listExpiry, lastFailure.retryAt(), true);
      case NO_KEY -> new Freshness(Long.MAX_VALUE, Long.MAX_VALUE, false);
    };
  }

  /** When time alone changes what is served; the far future when it does not. */
  long nextChange(long now) {
    if (kept == null || (lastFailure == null && !kept.outdated())) {
      return Long.MAX_VALUE;
    }
    long expiry = expiry(kept);
    if (now < expiry) {
      return expiry;
    }
    long tooOld =
        settings.maxStale() == null
            ? Long.MAX_VALUE
            : kept.fetchedAt() + settings.maxStale().toMillis() + 1;
    return now < tooOld ? tooOld : Long.MAX_VALUE;
  }

  /** How long a list is good for. */
  long ttlMillis() {
    return settings.ttl(config.name(), config.type()).toMillis();
  }

  private long expiry(Kept list) {
    return list.fetchedAt() + ttlMillis();
  }

  private @Nullable Long age(long now) {
    return kept == null ? null : (Long) (now - kept.fetchedAt());
  }
}
