package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryRateTest {

  private static final long SECOND = 1_000_000_000L;

  private final DeliveryRate rate = new DeliveryRate();

  @Test
  void aReaderThatTakesNothingIsTooSlowAfterTheWindow() {
    assertThat(rate.isTooSlow(0, 5000, 5000)).isFalse();
    assertThat(rate.isTooSlow(10 * SECOND, 5000, 5000)).isFalse();
    assertThat(rate.isTooSlow(15 * SECOND, 5000, 5000)).isTrue();
  }

  @Test
  void aReaderThatTakesEnoughOnAverageIsNot() {
    long pending = 10_000_000;
    for (int second = 0; second < 600; second += 4) {
      long taken = (second / 10) * 10L * DeliveryRate.MIN_BYTES_PER_SECOND;
      assertThat(rate.isTooSlow(second * SECOND, pending, pending - 2 * taken)).isFalse();
    }
  }

  @Test
  void aReaderThatTakesAByteASecondIsTooSlowHoweverLongItGoesOn() {
    assertThat(rate.isTooSlow(0, 1_000_000, 1_000_000)).isFalse();
    assertThat(rate.isTooSlow(15 * SECOND, 1_000_000, 999_985)).isTrue();
  }

  @Test
  void writingMoreIsNotTaking() {
    assertThat(rate.isTooSlow(0, 1000, 1000)).isFalse();
    assertThat(rate.isTooSlow(15 * SECOND, 1_000_000, 1_000_000)).isTrue();
  }

  @Test
  void aReaderThatHasTakenAllBeginsAnew() {
    assertThat(rate.isTooSlow(0, 1000, 1000)).isFalse();
    assertThat(rate.isTooSlow(14 * SECOND, 1000, 0)).isFalse();
    assertThat(rate.isTooSlow(28 * SECOND, 2000, 1000)).isFalse();
    assertThat(rate.isTooSlow(42 * SECOND, 2000, 1000)).isFalse();
    assertThat(rate.isTooSlow(44 * SECOND, 2000, 1000)).isTrue();
  }
}
