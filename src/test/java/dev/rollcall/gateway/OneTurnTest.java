package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.gateway.encoding.OwnList;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneTurnTest {

  private static final OwnList ALL = new OwnList(ModelQuery.ALL);
  private static final OwnList ONE = new OwnList(ModelQuery.builder().providers("one").build());

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final OneTurn turn = new OneTurn();
  private final List<Promise<ListReply>> begun = new ArrayList<>();

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void begunOnceForAllWhoAskInOneTurn() throws TimeoutException {
    List<Future<ListReply>> answers = onLoop(() -> List.of(ask(ALL), ask(ALL), ask(ALL), ask(ONE)));

    assertThat(begun).hasSize(2);
    begun.forEach(each -> each.complete(reply(CacheStatus.Forward.MISS)));
    assertThat(statuses(answers))
        .containsExactly(
            "rollcall; fwd=miss",
            "rollcall; fwd=miss; collapsed",
            "rollcall; fwd=miss; collapsed",
            "rollcall; fwd=miss");
  }

  @Test
  void aHitIsOneForAll() throws TimeoutException {
    List<Future<ListReply>> answers = onLoop(() -> List.of(ask(ALL), ask(ALL)));

    begun.get(0).complete(reply(null));
    assertThat(statuses(answers)).containsExactly("rollcall; hit", "rollcall; hit");
  }

  @Test
  void failsForAll() throws TimeoutException {
    List<Future<ListReply>> answers = onLoop(() -> List.of(ask(ALL), ask(ALL)));

    begun.get(0).fail("nothing to serve");
    for (Future<ListReply> answer : answers) {
      Throwable cause =
          answer
              .<Throwable>map(reply -> null)
              .otherwise(failure -> failure)
              .await(10, TimeUnit.SECONDS);
      assertThat(cause).hasMessage("nothing to serve");
    }
  }

  @Test
  void theNextTurnAsksAnew() throws TimeoutException {
    onLoop(() -> List.of(ask(ALL)));
    onLoop(() -> List.of(ask(ALL)));

    assertThat(begun).hasSize(2);
  }

  @Test
  void whoIsOnNoLoopAsksAlone() {
    ask(ALL);
    ask(ALL);

    assertThat(begun).hasSize(2);
  }

  private Future<ListReply> ask(OwnList view) {
    return turn.answer(
        view,
        () -> {
          Promise<ListReply> answer = Promise.promise();
          begun.add(answer);
          return answer.future();
        });
  }

  private List<Future<ListReply>> onLoop(Supplier<List<Future<ListReply>>> asking)
      throws TimeoutException {
    Promise<List<Future<ListReply>>> asked = Promise.promise();
    loop.runOnContext(go -> asked.complete(asking.get()));
    return asked.future().await(10, TimeUnit.SECONDS);
  }

  private static ListReply reply(CacheStatus.Forward forward) {
    return new ListReply(
        Body.of(Buffer.buffer("{}")), 1, new CacheStatus(forward, false), null, Ticker.system());
  }

  private static List<String> statuses(List<Future<ListReply>> answers) throws TimeoutException {
    List<String> statuses = new ArrayList<>();
    for (Future<ListReply> answer : answers) {
      statuses.add(answer.await(10, TimeUnit.SECONDS).cacheStatus().header());
    }
    return statuses;
  }
}
