package dev.rollcall.gateway.dialect;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.json.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request.
 *
 * @param source gives the values of one, in order; empty when it was not sent
 */
public record Parameters(Function<String, List<String>> source) {

  private static final int MAX_LENGTH = 4096;

  /** Every value of a parameter. */
  public List<String> all(String name) {
    return source.apply(name);
  }

  /**
   * The value of a parameter.
   *
   * @return null when it was not sent
   * @throws RequestFailure 400 when it was sent twice or is too long
   */
  public @Nullable String one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      throw bad(name, "takes one value");
    }
    if (!values.isEmpty() && values.get(0).length() > MAX_LENGTH) {
      throw bad(name, "takes at most " + MAX_LENGTH + " characters");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /**
   * The whole number that a parameter has; {@code 3.0} is one too.
   *
   * @return null when it was not sent
   * @throws RequestFailure 400 when it is none, or less than {@code least}
   */
  public @Nullable Integer whole(String name, int least) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    BigDecimal number = Decimals.parse(value);
    if (number == null
        || number.scale() > 0
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw bad(name, "is a whole number of at least " + least);
    }
    return number.intValueExact();
  }

  static RequestFailure bad(String name, String message) {
    return RequestFailure.badParameter(name, name + " " + message);
  }
}
