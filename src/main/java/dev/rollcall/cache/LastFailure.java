package dev.rollcall.cache;

import dev.rollcall.model.ErrorCode;
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

  static LastFailure rejected(
      ErrorCode code, String message, @Nullable LastFailure before, long at, Instant on) {
    return new LastFailure(
        Kind.REJECTED, error(code, message, before, on, 1), at, Long.MIN_VALUE, null);
  }

  static LastFailure failed(
      ErrorCode code,
      String message,
      Duration retryIn,
      @Nullable LastFailure before,
      long at,
      Instant on) {
    return new LastFailure(
        Kind.FAILED,
        error(code, message, before, on, 1),
        at,
        at + retryIn.toMillis(),
        on.plus(retryIn));
  }

  /** Not asked, because it is too early or, without {@code retryIn}, because there is no key. */
  static LastFailure skipped(
      ErrorCode code,
      String message,
      @Nullable Duration retryIn,
      @Nullable LastFailure before,
      long at,
      Instant on) {
    ListError error = error(code, message, before, on, 0);
    return retryIn == null
        ? new LastFailure(Kind.NO_KEY, error, at, Long.MAX_VALUE, null)
        : new LastFailure(Kind.FAILED, error, at, at + retryIn.toMillis(), on.plus(retryIn));
  }

  /** The same, as if it had happened before any TTL began. */
  LastFailure longAgo() {
    return new LastFailure(kind, error, Long.MIN_VALUE / 2, retryAt, retryOn);
  }

  private static ListError error(
      ErrorCode code, String message, @Nullable LastFailure before, Instant on, int attempts) {
    return new ListError(
        code,
        message,
        before == null ? on : before.error.since(),
        attempts + (before == null ? 0 : before.error.attempts()));
  }
}
