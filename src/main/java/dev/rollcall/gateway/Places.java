package dev.rollcall.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** A bounded number of places, which many threads take and give back. */
final class Places {

  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();

  Places(int limit) {
    this.limit = limit;
  }

  /** Whether there was a place, which is now taken. */
  boolean take() {
    if (taken.incrementAndGet() <= limit) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /** Gives a place back that was taken. */
  void free() {
    taken.decrementAndGet();
  }

  /** Returns how many there are. */
  int limit() {
    return limit;
  }

  int taken() {
    return taken.get();
  }
}
