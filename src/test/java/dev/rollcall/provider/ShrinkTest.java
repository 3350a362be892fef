package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Outcome;
import dev.rollcall.config.Route;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cloud list much shorter than the last one is asked for again before it is believed. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class ShrinkTest {

  private static final int BEFORE = 10;

  private Vertx vertx;
  private FakeTime time;
  private FakeProvider provider;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx);
  }

  @Test
  void aSecondShortListIsTheTruth() throws Exception {
    answerInTurn(List.of(list(4), list(3)));

    assertThat(asked("openai").list(BEFORE).models()).hasSize(3);
    assertThat(provider.requests()).isEqualTo(2);
  }

  @Test
  void aSecondListThatIsLongerIsTaken() throws Exception {
    answerInTurn(List.of(list(4), list(10)));

    assertThat(asked("openai").list(BEFORE).models()).hasSize(10);
    assertThat(provider.requests()).isEqualTo(2);
  }

  @Test
  void halfOfTheListIsBelievedAtOnce() throws Exception {
    answerInTurn(List.of(list(5)));

    assertThat(asked("openai").list(BEFORE).models()).hasSize(5);
    assertThat(provider.requests()).isEqualTo(1);
  }

  @Test
  void theFirstListIsBelievedAtOnce() throws Exception {
    answerInTurn(List.of(list(1)));

    assertThat(asked("openai").list(0).models()).hasSize(1);
  }

  @Test
  void withoutASecondListTheDoubtRemains() throws Exception {
    answerInTurn(
        List.of(
            list(4),
            request -> request.response().setStatusCode(503).putHeader("Retry-After", "7").end()));

    Outcome.Failed failed = asked("openai").fail(BEFORE);

    assertThat(failed.code()).isEqualTo(ErrorCode.SHRUNK);
    assertThat(failed.message())
        .matches("127.0.0.1:\\d+ sent 4 models where it had 10, and no second list: .* status 503");
    assertThat(failed.retryIn()).isEqualTo(Duration.ofSeconds(7));
    assertThat(provider.requests()).isEqualTo(2);
  }

  @Test
  void anEmptySecondListIsNoneOfACloud() throws Exception {
    answerInTurn(List.of(list(4), list(0)));

    assertThat(asked("openai").fail(BEFORE).code()).isEqualTo(ErrorCode.SHRUNK);
  }

  @Test
  void bothListsShareOneDeadline() throws Exception {
    answerInTurn(List.of(list(4), request -> {}));
    AskedProvider asked = asked("openai");
    asked.request(BEFORE);
    Await.until(() -> provider.requests() == 2);
    time.advance(Duration.ofSeconds(10));

    Outcome.Failed failed = (Outcome.Failed) asked.outcome();

    assertThat(failed.code()).isEqualTo(ErrorCode.SHRUNK);
    assertThat(failed.message()).endsWith("within 10 s");
    Await.until(() -> provider.openConnections() == 0);
  }

  @Test
  void aKeyThatIsRefusedMeanwhileIsRefused() throws Exception {
    answerInTurn(List.of(list(4), request -> request.response().setStatusCode(401).end()));
    AskedProvider asked = asked("openai");
    asked.request(BEFORE);

    assertThat(asked.outcome()).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void everyAttemptDoubtsAnew() throws Exception {
    Consumer<HttpServerRequest> broken = request -> request.response().setStatusCode(500).end();
    answerInTurn(List.of(list(4), broken, list(4), list(4)));
    AskedProvider asked = asked("openai");
    asked.fail(BEFORE);

    assertThat(asked.list(BEFORE).models()).hasSize(4);
    assertThat(provider.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lmstudio", "openai-compatible"})
  void whatRunsLocallyMayHaveLessAtOnce(String type) throws Exception {
    answerInTurn(List.of(list(1)));

    assertThat(asked(type).list(BEFORE).models()).hasSize(1);
    assertThat(provider.requests()).isEqualTo(1);
  }

  private AskedProvider asked(String type) throws Exception {
    return AskedProvider.deploy(
        vertx, time, ProviderType.of(type).orElseThrow(), provider.url(), Route.DIRECT);
  }

  private void answerInTurn(List<Consumer<HttpServerRequest>> answers) {
    Queue<Consumer<HttpServerRequest>> turns = new ArrayDeque<>(answers);
    provider.handle(request -> turns.remove().accept(request));
  }

  private static Consumer<HttpServerRequest> list(int models) {
    String[] ids = new String[models];
    for (int i = 0; i < models; i++) {
      ids[i] = "m" + i;
    }
    return request -> request.response().end(FakeProvider.openAiList(ids));
  }
}
