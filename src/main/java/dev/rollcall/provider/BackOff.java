package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When an instance may be asked again: after back-off, after what the provider asked for, and after
 * the circuit's half-open time, whichever is last. Times are monotonic milliseconds.
 */
final class BackOff {

  private static final long FIRST_BACK_OFF_MILLIS = 1000;

  private final long maxBackOffMillis;
  private final DoubleSupplier random;
  private int failures;
  private long nextAt = Long.MIN_VALUE;
  private @Nullable FetchFailure last;

  /**
   * Starts without a failure.
   *
   * @param maxBackOff what the back-off doubles up to
   * @param random gives numbers from 0 to below 1
   */
  BackOff(Duration maxBackOff, DoubleSupplier random) {
    this.maxBackOffMillis = maxBackOff.toMillis();
    this.random = random;
  }

  boolean mayAsk(long now) {
    return now >= nextAt;
  }

  /** How long not to ask. */
  Duration remaining(long now) {
    return mayAsk(now) ? Duration.ZERO : Duration.ofMillis(nextAt - now);
  }

  /** Notes an answer that is not a failure. */
  void answered() {
    failures = 0;
    nextAt = Long.MIN_VALUE;
    last = null;
  }

  /**
   * Notes a failure.
   *
   * @param halfOpenAt when the open circuit lets a request through; anything in the past when it is
   *     not open
   */
  void failed(FetchFailure failure, long now, long halfOpenAt) {
    failures++;
    last = failure;
    Duration asked = failure.retryAfter();
    long retryAt = asked == null ? now : now + asked.toMillis();
    nextAt = Math.max(now + backOff(), Math.max(halfOpenAt, retryAt));
  }

  /** The kind of the last failure. */
  ErrorCode code() {
    return last == null ? ErrorCode.INTERNAL : last.code();
  }

  /** The last failure in a sentence. */
  String message() {
    return last == null ? "not asked yet" : last.sentence();
  }

  /** One second, doubled with each further failure, give or take a fifth. */
  private long backOff() {
    long doubled = FIRST_BACK_OFF_MILLIS << Math.min(failures - 1, 20);
    double jitter = 0.8 + 0.4 * random.getAsDouble();
    return Math.round(Math.min(doubled, maxBackOffMillis) * jitter);
  }
}
