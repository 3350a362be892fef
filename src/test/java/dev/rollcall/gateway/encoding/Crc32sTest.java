package dev.rollcall.gateway.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Crc32sTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 5", "5, 0", "1, 1", "3, 70000", "70000, 3", "4096, 65536"})
  void isThatOfTheWhole(int first, int second) {
    byte[] whole = new byte[first + second];
    new Random(first * 31L + second).nextBytes(whole);

    int joined =
        Crc32s.join(
            Crc32s.of(Arrays.copyOf(whole, first)),
            Crc32s.of(Arrays.copyOfRange(whole, first, whole.length)),
            second);

    assertThat(joined).isEqualTo(Crc32s.of(whole));
  }
}
