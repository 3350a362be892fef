package dev.rollcall.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** A bounded number of bytes that many threads take and give back. */
final class ByteBudget {

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * Creates a budget of which nothing is used.
   *
   * @param limit in bytes
   */
  ByteBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Takes bytes if they are left. More bytes than the whole budget are given while nothing else is
   * used, so that nothing is too large for ever.
   *
   * @return whether they are taken, and to be given back
   */
  boolean take(long bytes) {
    long before = used.getAndAdd(bytes);
    if (before == 0 || before + bytes <= limit) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Gives bytes back that were taken. */
  void free(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Returns whether less than a sixteenth is left. */
  boolean isNearlyUsed() {
    return used.get() > limit - limit / 16;
  }

  /** Returns how many bytes are used. */
  long used() {
    return used.get();
  }
}
