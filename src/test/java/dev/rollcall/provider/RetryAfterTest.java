package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "' 7 ', PT7S",
    "0.5, PT0.5S",
    "0, PT0S",
    "-5, PT0S",
    "999999999999999999999, PT1H",
    "'Sun, 22 Nov 2026 10:02:00 GMT', PT2M",
    "'Sun, 22 Nov 2026 09:00:00 GMT', PT0S",
    "'Mon, 23 Nov 2026 10:00:00 GMT', PT1H"
  })
  void waitsAsTheHeaderSays(String header, Duration wait) {
    assertThat(RetryAfter.of(header, null, NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({"48s, PT48S", "0.5s, PT0.5S", "48.939935699s, PT48.94S", "90000s, PT1H"})
  void waitsAsGeminiSays(String delay, Duration wait) {
    assertThat(RetryAfter.of(null, retryInfo(delay), NOW)).isEqualTo(wait);
  }

  @Test
  void prefersAHeaderThatMakesSense() {
    assertThat(RetryAfter.of("3", retryInfo("48s"), NOW)).isEqualTo(Duration.ofSeconds(3));
    assertThat(RetryAfter.of("soon", retryInfo("48s"), NOW)).isEqualTo(Duration.ofSeconds(48));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1e999999999", "5 minutes", "2026-11-22"})
  void ignoresNonsense(String header) {
    assertThat(RetryAfter.of(header, null, NOW)).isNull();
    assertThat(RetryAfter.of(null, retryInfo(header), NOW)).isNull();
  }

  @Test
  void isUnknownWhereNobodySays() {
    assertThat(RetryAfter.of(null, null, NOW)).isNull();
    assertThat(RetryAfter.of(null, Reading.json("{'error':'busy'}"), NOW)).isNull();
    assertThat(RetryAfter.of(null, Reading.json("[1]"), NOW)).isNull();
  }

  private static Object retryInfo(String delay) {
    return Reading.json(
        "{'error':{'details':[{'@type':'a/google.rpc.Help'},"
            + "{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'"
            + delay
            + "'}]}}");
  }
}
