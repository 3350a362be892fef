package dev.rollcall.gateway;

/**
 * Tells a reader that takes its answers too slowly from one on a slow line. While anything waits to
 * be taken, at least {@value #MIN_BYTES_PER_SECOND} bytes a second have to be, on average over
 * {@value #WINDOW_SECONDS} seconds.
 */
final class DeliveryRate {

  /** A modem's rate: a list of five megabytes is taken within 20 minutes. */
  static final int MIN_BYTES_PER_SECOND = 4 * 1024;

  static final int WINDOW_SECONDS = 15;

  private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000L;

  private boolean isWindowOpen;
  private long windowStart;
  private long takenBefore;

  /**
   * Looks at a connection, which is done every few seconds.
   *
   * @param now on {@link System#nanoTime()}
   * @param written how many bytes were written to the connection so far
   * @param pending how many of them the reader has not taken
   * @return whether the reader is too slow
   */
  boolean isTooSlow(long now, long written, long pending) {
    if (pending == 0) {
      isWindowOpen = false;
      return false;
    }
    long taken = written - pending;
    long elapsed = now - windowStart;
    if (isWindowOpen && elapsed < WINDOW_NANOS) {
      return false;
    }
    boolean tooSlow =
        isWindowOpen && taken - takenBefore < MIN_BYTES_PER_SECOND * (elapsed / 1_000_000_000.0);
    isWindowOpen = true;
    windowStart = now;
    takenBefore = taken;
    return tooSlow;
  }
}
