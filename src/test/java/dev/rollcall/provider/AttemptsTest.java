package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static final long NEVER = Long.MIN_VALUE;

  private static Attempts attempts(double dice) {
    return new Attempts(Duration.ofSeconds(30), () -> dice);
  }

  @Test
  void backsOffOneSecondAndDoublesUpToTheResetTimeout() {
    Attempts attempts = attempts(0.5);
    long[] seconds = {1, 2, 4, 8, 16, 30, 30};
    for (long expected : seconds) {
      attempts.failed(failure(null), 0, NEVER);
      assertThat(attempts.remaining(0)).isEqualTo(Duration.ofSeconds(expected));
    }
  }

  @Test
  void jittersByAFifthEitherWay() {
    Attempts early = attempts(0);
    Attempts late = attempts(0.999999);
    early.failed(failure(null), 0, NEVER);
    late.failed(failure(null), 0, NEVER);

    assertThat(early.remaining(0)).isEqualTo(Duration.ofMillis(800));
    assertThat(late.remaining(0)).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void waitsForTheLatestOfBackOffHalfOpenTimeAndRetryAfter() {
    Attempts attempts = attempts(0.5);
    attempts.failed(failure(null), 0, 30_000);
    assertThat(attempts.remaining(0)).isEqualTo(Duration.ofSeconds(30));

    attempts.failed(failure(Duration.ofMinutes(5)), 0, 30_000);
    assertThat(attempts.remaining(0)).isEqualTo(Duration.ofMinutes(5));
    assertThat(attempts.mayAsk(299_999)).isFalse();
    assertThat(attempts.mayAsk(300_000)).isTrue();
  }

  @Test
  void anAnswerEndsTheRow() {
    Attempts attempts = attempts(0.5);
    attempts.failed(failure(null), 0, NEVER);
    attempts.failed(failure(null), 0, NEVER);
    attempts.answered();
    assertThat(attempts.mayAsk(0)).isTrue();

    attempts.failed(failure(null), 0, NEVER);

    assertThat(attempts.remaining(0)).isEqualTo(Duration.ofSeconds(1));
  }

  private static FetchFailure failure(Duration retryAfter) {
    return new FetchFailure(ErrorCode.HTTP_5XX, "it is broken", retryAfter);
  }
}
