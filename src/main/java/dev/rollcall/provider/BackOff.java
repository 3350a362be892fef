package dev.rollcall.provider;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests in a row have brought no list, and when an instance may be asked again: after
 * back-off, after what the provider asked for, and after the time that its circuit is open,
 * whichever is last. Times are monotonic milliseconds.
 */
final class BackOff {

  private static final long FIRST_MILLIS = 1000;

  private final long maxMillis;
  private final DoubleSupplier random;
  private int inARow;
  private long notBefore = Long.MIN_VALUE;
  private @Nullable FetchFailure last;

  /**
   * Starts without a failure.
   *
   * @param max what the back-off doubles up to
   * @param random gives numbers from 0 to below 1
   */
  BackOff(Duration max, DoubleSupplier random) {
    this.maxMillis = max.toMillis();
    this.random = random;
  }

  boolean mayAsk(long now) {
    return now >= notBefore;
  }

  /** Returns how long not to ask. */
  Duration remaining(long now) {
    return mayAsk(now) ? Duration.ZERO : Duration.ofMillis(notBefore - now);
  }

  /** Returns how many requests in a row have failed, or had their key refused. */
  int inARow() {
    return inARow;
  }

  /** Returns how many requests in a row will have failed if the next one does. */
  int failuresWithNext() {
    return last == null ? 1 : inARow + 1;
  }

  /** Returns the last failure; null when an answer came after it. */
  @Nullable FetchFailure last() {
    return last;
  }

  /** Forgets the failures: after a list, and when the circuit is reset. */
  void reset() {
    inARow = 0;
    notBefore = Long.MIN_VALUE;
    last = null;
  }

  /** Notes a refused key, which is an answer: a row of failures ends with it. */
  void refused() {
    inARow = last == null ? inARow + 1 : 1;
    notBefore = Long.MIN_VALUE;
    last = null;
  }

  /** Notes a failure. */
  void failed(FetchFailure failure, long now) {
    inARow = failuresWithNext();
    last = failure;
    Duration asked = failure.retryAfter();
    holdUntil(now + delay());
    holdUntil(asked == null ? now : now + asked.toMillis());
  }

  /** Allows no request before a moment. */
  void holdUntil(long moment) {
    notBefore = Math.max(notBefore, moment);
  }

  /** One second, doubled with each further failure, give or take a fifth. */
  private long delay() {
    long doubled = FIRST_MILLIS << Math.min(inARow - 1, 20);
    double jitter = 0.8 + 0.4 * random.getAsDouble();
    return Math.round(Math.min(doubled, maxMillis) * jitter);
  }
}
