package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static BackOff backOff(double dice) {
    return new BackOff(Duration.ofSeconds(30), () -> dice);
  }

  @Test
  void backsOffOneSecondAndDoublesUpToTheResetTimeout() {
    BackOff backOff = backOff(0.5);
    long[] seconds = {1, 2, 4, 8, 16, 30, 30};
    long now = 0;
    for (long expected : seconds) {
      backOff.failed(failure(null), now);
      assertThat(backOff.remaining(now)).isEqualTo(Duration.ofSeconds(expected));
      now += expected * 1000;
    }
  }

  @Test
  void jittersByAFifthEitherWay() {
    BackOff early = backOff(0);
    BackOff late = backOff(0.999999);
    early.failed(failure(null), 0);
    late.failed(failure(null), 0);

    assertThat(early.remaining(0)).isEqualTo(Duration.ofMillis(800));
    assertThat(late.remaining(0)).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void waitsForTheLatestOfBackOffOpenCircuitAndRetryAfter() {
    BackOff backOff = backOff(0.5);
    backOff.holdUntil(30_000);
    backOff.failed(failure(null), 0);
    assertThat(backOff.remaining(0)).isEqualTo(Duration.ofSeconds(30));

    backOff.failed(failure(Duration.ofMinutes(5)), 0);
    assertThat(backOff.remaining(0)).isEqualTo(Duration.ofMinutes(5));
    assertThat(backOff.mayAsk(299_999)).isFalse();
    assertThat(backOff.mayAsk(300_000)).isTrue();
  }

  @Test
  void aListEndsTheRow() {
    BackOff backOff = backOff(0.5);
    backOff.failed(failure(null), 0);
    backOff.failed(failure(null), 0);
    assertThat(backOff.inARow()).isEqualTo(2);
    backOff.reset();
    assertThat(backOff.mayAsk(0)).isTrue();
    assertThat(backOff.inARow()).isZero();

    backOff.failed(failure(null), 0);

    assertThat(backOff.remaining(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backOff.inARow()).isEqualTo(1);
  }

  @Test
  void aRefusedKeyEndsARowOfFailuresAndBeginsOneOfItsOwn() {
    BackOff backOff = backOff(0.5);
    backOff.failed(failure(null), 0);
    backOff.failed(failure(null), 0);
    backOff.refused();
    assertThat(backOff.inARow()).isEqualTo(1);
    assertThat(backOff.mayAsk(0)).isTrue();
    backOff.refused();
    assertThat(backOff.inARow()).isEqualTo(2);
    assertThat(backOff.failuresWithNext()).isEqualTo(1);

    backOff.failed(failure(null), 0);

    assertThat(backOff.inARow()).isEqualTo(1);
    assertThat(backOff.failuresWithNext()).isEqualTo(2);
  }

  private static FetchFailure failure(Duration retryAfter) {
    return new FetchFailure(ErrorCode.HTTP_5XX, "it is broken", retryAfter);
  }
}
