package dev.rollcall.bench;

import java.util.Locale;

/**
 * What one round of load came to.
 *
 * @param perSecond requests answered
 * @param cpuMicros processor time of the server for each
 * @param p50Millis latency
 * @param p99Millis latency
 */
record LoadFigures(double perSecond, double cpuMicros, double p50Millis, double p99Millis) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,.0f/s %.1f µs p99 %.1f ms", perSecond, cpuMicros, p99Millis);
  }
}
