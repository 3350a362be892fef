package dev.rollcall.gateway;

import io.netty.util.internal.PlatformDependent;

/**
 * What callers may use of the JVM's memory. Each is a fraction of the heap or of the direct memory
 * that the JVM is allowed, so that all of them together leave room for the lists themselves: {@code
 * -Xmx} and {@code -XX:MaxDirectMemorySize} scale them.
 */
final class MemoryLimits {

  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /** What an idle connection costs on the heap: measured with 10,000 of them on Vert.x 5.1.6. */
  private static final long BYTES_PER_CONNECTION = 7_500;

  private MemoryLimits() {}

  /** Returns how many connections cost a third of the heap. */
  static int connections() {
    return (int) Math.min(Integer.MAX_VALUE, HEAP / 3 / BYTES_PER_CONNECTION);
  }

  /** Returns an eighth of the heap, in bytes, for requests of which a part has come. */
  static long unfinishedRequests() {
    return HEAP / 8;
  }

  /** Returns a quarter of the direct memory, in bytes, for answers that are not yet taken. */
  static long answersInFlight() {
    return direct() / 4;
  }

  /** Returns an eighth of the direct memory, in bytes, for each cache of encoded lists. */
  static long encodedLists() {
    return direct() / 8;
  }

  private static long direct() {
    long limit = PlatformDependent.estimateMaxDirectMemory();
    return limit <= 0 ? HEAP : limit;
  }
}
