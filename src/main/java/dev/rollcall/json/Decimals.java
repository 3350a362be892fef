package dev.rollcall.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact decimals from strings and numbers that others wrote. */
public final class Decimals {

  /** Longer figures are no prices; a short one such as 1e999999999 would fill the memory. */
  private static final int MAX_LENGTH = 64;

  private static final int MAX_SCALE = 40;

  private Decimals() {}

  /**
   * The exact value of a number or a decimal string.
   *
   * @return null when {@code value} is anything else, or beyond 64 characters or 40 digits on
   *     either side of the point
   */
  public static @Nullable BigDecimal parse(@Nullable Object value) {
    if (!(value instanceof Number) && !(value instanceof CharSequence)) {
      return null;
    }
    String text = value.toString().strip();
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      BigDecimal decimal = new BigDecimal(text);
      boolean bounded =
          Math.abs((long) decimal.scale()) <= MAX_SCALE && decimal.precision() <= MAX_SCALE * 2;
      return bounded ? normal(decimal) : null;
    } catch (NumberFormatException notADecimal) {
      return null;
    }
  }

  /** The same value without trailing zeros, so that equal prices are equal records. */
  public static @Nullable BigDecimal normal(@Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  /** The decimal as JSON carries it: no exponent, no trailing zeros. */
  public static String format(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
