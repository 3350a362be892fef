package dev.rollcall.cache;

import dev.rollcall.bus.Outcome;
import dev.rollcall.model.ListError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an instance's last request brought no list.
 *
 * @param kind what follows from it
 * @param error what is told of it
 * @param at when, in monotonic milliseconds
 * @param retryAt from when on the provider may be asked again, in monotonic milliseconds
 * @param retryOn the same for people; null when nothing forbids asking
 */
record LastFailure(Kind kind, ListError error, long at, long retryAt, @Nullable Instant retryOn) {

  /** What follows from having no list. */
  enum Kind {
    /** The key was refused: an answer, good for a TTL. */
    REJECTED,
    /** A failure: callers are not kept waiting. */
    FAILED,
    /** There is no key to ask with: nothing to wait for. */
    NO_KEY
  }

  /**
   * What an outcome without a list leaves.
   *
   * @param before the failure before it; null when a list came in between
   * @param at when, in monotonic milliseconds
   * @param on the same for people
   */
  static LastFailure of(
      Outcome.Unlisted outcome, @Nullable LastFailure before, long at, Instant on) {
    ListError error =
        new ListError(
            outcome.code(),
            outcome.message(),
            before == null ? on : before.error.since(),
            outcome.attempts());
    if (outcome instanceof Outcome.Rejected) {
      return new LastFailure(Kind.REJECTED, error, at, Long.MIN_VALUE, null);
    }
    Duration retryIn = outcome.retryIn();
    return retryIn == null
        ? new LastFailure(Kind.NO_KEY, error, at, Long.MAX_VALUE, null)
        : new LastFailure(Kind.FAILED, error, at, at + retryIn.toMillis(), on.plus(retryIn));
  }

  /** The same, as if it had happened before any TTL began. */
  LastFailure longAgo() {
    return new LastFailure(kind, error, Long.MIN_VALUE / 2, retryAt, retryOn);
  }
}
