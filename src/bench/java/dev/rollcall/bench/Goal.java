package dev.rollcall.bench;

import java.util.Locale;

/** What a figure is to reach. */
record Goal(double value, boolean isMinimum) {

  static Goal atLeast(double value) {
    return new Goal(value, true);
  }

  static Goal atMost(double value) {
    return new Goal(value, false);
  }

  boolean isReached(double figure) {
    return isMinimum ? figure >= value : figure <= value;
  }

  @Override
  public String toString() {
    return (isMinimum ? "≥ " : "≤ ") + number(value);
  }

  /** A figure with as many places as matter. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
