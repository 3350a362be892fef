package dev.rollcall.provider;

import dev.rollcall.json.Decimals;
import dev.rollcall.json.JsonRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long an answer asks to wait before the next request. */
final class RetryAfter {

  private static final Duration MAX = Duration.ofHours(1);

  private RetryAfter() {}

  /**
   * The wait that a failed answer asks for.
   *
   * @param header its {@code Retry-After}: seconds or an HTTP date; null when it has none
   * @param body its JSON, where Gemini puts a {@code RetryInfo}; null when it has none
   * @param now the present time
   * @return at most one hour, zero when the time is past; null when nothing sensible is asked for
   */
  static @Nullable Duration of(@Nullable String header, @Nullable Object body, Instant now) {
    Duration wait = header == null ? null : ofHeader(header.strip(), now);
    return wait == null ? ofBody(body) : wait;
  }

  private static @Nullable Duration ofHeader(String header, Instant now) {
    Duration wait = ofSeconds(header);
    if (wait != null) {
      return wait;
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
      return bounded(Duration.between(now, until));
    } catch (DateTimeException notDate) {
      return null;
    }
  }

  private static @Nullable Duration ofBody(@Nullable Object body) {
    for (JsonRow detail : JsonRow.of(body).in("error").rows("details")) {
      String type = detail.text("@type");
      String delay = detail.text("retryDelay");
      if (type != null && type.endsWith("google.rpc.RetryInfo") && delay != null) {
        return delay.endsWith("s") ? ofSeconds(delay.substring(0, delay.length() - 1)) : null;
      }
    }
    return null;
  }

  private static @Nullable Duration ofSeconds(String text) {
    BigDecimal seconds = Decimals.parse(text);
    if (seconds == null) {
      return null;
    }
    BigDecimal most = seconds.min(BigDecimal.valueOf(MAX.toSeconds()));
    BigDecimal millis = most.max(BigDecimal.ZERO).movePointRight(3);
    return Duration.ofMillis(millis.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MAX) > 0 ? MAX : wait;
  }
}
