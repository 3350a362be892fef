package dev.rollcall.soak;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name; any thread may count. */
final class SoakTally {

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  synchronized long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
