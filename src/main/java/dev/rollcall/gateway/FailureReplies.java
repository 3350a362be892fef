package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import java.util.concurrent.atomic.AtomicLong;

/** Says of any failure what its caller may know. */
final class FailureReplies {

  private static final System.Logger LOG = System.getLogger(FailureReplies.class.getName());

  private static final AtomicLong LAST_OUT_OF_MEMORY = new AtomicLong();

  private FailureReplies() {}

  /**
   * Returns the failure for the caller; an internal one is logged, and its cause is not disclosed.
   */
  static RequestFailure of(Throwable cause) {
    if (cause instanceof RequestFailure failure) {
      return failure;
    }
    if (cause instanceof OutOfMemoryError) {
      // Of direct memory: when the heap is used up, the JVM ends.
      logOutOfMemory(cause);
      return RequestFailure.overloaded();
    }
    LOG.log(System.Logger.Level.ERROR, "a request failed", cause);
    return new RequestFailure(500, "internal", "Rollcall failed to answer this request", null);
  }

  /** At most once a second, because callers decide how often it happens. */
  private static void logOutOfMemory(Throwable cause) {
    long second = System.nanoTime() / 1_000_000_000L;
    if (LAST_OUT_OF_MEMORY.getAndSet(second) != second) {
      LOG.log(
          System.Logger.Level.WARNING,
          "there is no memory for an answer, which got 503: {0}",
          cause.getMessage());
    }
  }
}
