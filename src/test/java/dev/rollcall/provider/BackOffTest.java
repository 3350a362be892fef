package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final long NEVER = Long.MIN_VALUE;

  private static BackOff attempts(double dice) {
    return new BackOff(Duration.ofSeconds(30), () -> dice);
  }

  @Test
  void backsOffOneSecondAndDoublesUpToTheResetTimeout() {
    BackOff backOff = attempts(0.5);
    long[] seconds = {1, 2, 4, 8, 16, 30, 30};
    for (long expected : seconds) {
      backOff.failed(failure(null), 0, NEVER);
      assertThat(backOff.remaining(0)).isEqualTo(Duration.ofSeconds(expected));
    }
  }

  @Test
  void jittersByAFifthEitherWay() {
    BackOff early = attempts(0);
    BackOff late = attempts(0.999999);
    early.failed(failure(null), 0, NEVER);
    late.failed(failure(null), 0, NEVER);

    assertThat(early.remaining(0)).isEqualTo(Duration.ofMillis(800));
    assertThat(late.remaining(0)).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void waitsForTheLatestOfBackOffHalfOpenTimeAndRetryAfter() {
    BackOff backOff = attempts(0.5);
    backOff.failed(failure(null), 0, 30_000);
    assertThat(backOff.remaining(0)).isEqualTo(Duration.ofSeconds(30));

    backOff.failed(failure(Duration.ofMinutes(5)), 0, 30_000);
    assertThat(backOff.remaining(0)).isEqualTo(Duration.ofMinutes(5));
    assertThat(backOff.mayAsk(299_999)).isFalse();
    assertThat(backOff.mayAsk(300_000)).isTrue();
  }

  @Test
  void anAnswerEndsTheRow() {
    BackOff backOff = attempts(0.5);
    backOff.failed(failure(null), 0, NEVER);
    backOff.failed(failure(null), 0, NEVER);
    backOff.answered();
    assertThat(backOff.mayAsk(0)).isTrue();

    backOff.failed(failure(null), 0, NEVER);

    assertThat(backOff.remaining(0)).isEqualTo(Duration.ofSeconds(1));
  }

  private static FetchFailure failure(Duration retryAfter) {
    return new FetchFailure(ErrorCode.HTTP_5XX, "it is broken", retryAfter);
  }
}
