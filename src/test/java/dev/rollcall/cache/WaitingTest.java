package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.CacheConfig;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who waits for a provider, for how long, and what they get. */
@ExtendWith(VertxExtension.class)
class WaitingTest {

  private static final Duration LIST_TIMEOUT = CacheConfig.DEFAULT.listTimeout();

  private Bench bench;

  @BeforeEach
  void twoInstances(Vertx vertx) {
    bench =
        new Bench(vertx)
            .with(Bench.instance("acme", Bench.CLOUD), Bench.instance("ollama", Bench.LOCAL));
  }

  @Test
  void thereIsOneFetchHoweverManyAsk() {
    List<Future<Lists.Answer>> answers =
        IntStream.range(0, 1000).mapToObj(i -> bench.read("acme")).toList();
    assertThat(bench.requests).isEqualTo(1);

    bench.lists("acme", "a");

    assertThat(answers).allSatisfy(answer -> assertThat(answer.succeeded()).isTrue());
    assertThat(answers.get(0).result().cacheStatus().header()).isEqualTo("rollcall; fwd=miss");
    assertThat(answers.get(1).result().cacheStatus().header())
        .isEqualTo("rollcall; fwd=miss; collapsed");
  }

  @Test
  void instancesAreAskedAtTheSameTimeAndWaitedForTogether() {
    Future<Lists.Answer> answer = bench.read("acme", "ollama");
    assertThat(bench.asked).containsOnlyKeys("acme", "ollama");

    bench.lists("acme", "a");
    assertThat(answer.isComplete()).isFalse();
    bench.lists("ollama", "b");

    assertThat(answer.result().complete()).isTrue();
  }

  @Test
  void whoHasWaitedLongEnoughGetsTheCatalogWhereThereIsNoList() {
    Future<Lists.Answer> answer = bench.read("acme", "ollama");
    bench.lists("ollama", "b");
    bench.time.advance(LIST_TIMEOUT);

    assertThat(answer.result().complete()).isFalse();
    InstanceList late = answer.result().snapshot().instance("acme");
    assertThat(late.status().source()).isEqualTo(Source.CATALOG);
    assertThat(Bench.ids(answer.result().snapshot(), "ollama")).containsExactly("b");
  }

  @Test
  void whoHasWaitedLongEnoughGetsTheLastGoodListMarkedStale() {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.time.advance(Duration.ofHours(2));
    Future<Lists.Answer> answer = bench.read("acme");
    bench.time.advance(LIST_TIMEOUT);

    InstanceList late = answer.result().snapshot().instance("acme");
    assertThat(late.status().source()).isEqualTo(Source.STALE);
    assertThat(late.models()).allMatch(model -> model.source() == Source.STALE);
    assertThat(answer.result().cacheStatus().header()).isEqualTo("rollcall; fwd=stale");
  }

  @Test
  void anInstanceThatWasNotWaitedForHasNotFailedAndItsFetchGoesOn() {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.lists("ollama", "b");
    bench.time.advance(Duration.ofHours(2));
    bench.statuses.clear();
    bench.changes.clear();
    bench.read("acme");
    bench.time.advance(LIST_TIMEOUT);

    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);
    assertThat(bench.statuses).isEmpty();
    assertThat(bench.changes).isEmpty();
    bench.lists("acme", "a", "c");
    assertThat(bench.models("acme")).containsExactly("a", "c");
  }

  @Test
  void withAListTimeoutOfZeroNobodyWaits() {
    CacheConfig d = CacheConfig.DEFAULT;
    bench.with(new CacheConfig(d.defaultTtl(), Map.of(), true, null, null, Duration.ZERO, null));

    Future<Lists.Answer> answer = bench.read("acme");

    assertThat(answer.result().complete()).isFalse();
    assertThat(bench.isAsked("acme")).isTrue();
  }

  @Test
  void afterAFailureCallersAreAnsweredAtOnceAndTheNextRequestRunsBehindThem() {
    bench.read("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(5));
    bench.time.advance(Duration.ofSeconds(4));
    assertThat(bench.read("acme").isComplete()).isTrue();
    assertThat(bench.isAsked("acme")).as("not before next_attempt_at").isFalse();

    bench.time.advance(Duration.ofSeconds(1));
    Future<Lists.Answer> answer = bench.read("acme");

    assertThat(answer.isComplete()).isTrue();
    assertThat(bench.isAsked("acme")).isTrue();
    bench.read("acme");
    assertThat(bench.requests).isEqualTo(2);
  }

  @Test
  void oneInstancesTroubleNeitherFailsNorEmptiesAnothersList() {
    Future<Lists.Answer> answer = bench.read("acme", "ollama");
    bench.fails("acme", ErrorCode.DNS, Duration.ofSeconds(1));
    bench.lists("ollama", "b");

    assertThat(Bench.ids(answer.result().snapshot(), "ollama")).containsExactly("b");
    assertThat(answer.result().complete()).isTrue();
  }

  @Test
  void theSnapshotIsStoredBeforeAnybodyIsAnsweredAndPublishedLast() {
    bench.read("acme").onSuccess(answer -> bench.order.add("answered"));
    bench.order.clear();
    bench.lists("acme", "a");

    assertThat(bench.order).containsExactly("stored", "answered", "changed", "status");
  }

  @Test
  void aRequestThatNeverComesToAnEndIsGivenUp() {
    bench.read("acme");
    bench.time.advance(Duration.ofSeconds(15));

    assertThat(bench.status("acme").error().code()).isEqualTo(ErrorCode.INTERNAL);
    bench.asked.clear();
    bench.time.advance(Duration.ofSeconds(1));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).isTrue();
  }
}
