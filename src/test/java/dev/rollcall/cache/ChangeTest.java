package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Outcome;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invalidation, changed configurations, and the change feed. */
@ExtendWith(VertxExtension.class)
class ChangeTest {

  private static final InstanceConfig ACME = Bench.instance("acme", Bench.CLOUD);

  private Bench bench;

  @BeforeEach
  void oneFreshList(Vertx vertx) {
    bench = new Bench(vertx).with(ACME);
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a", "b");
  }

  @Test
  void theFirstListEverIsOneEventWithoutIds() {
    assertThat(bench.changes).hasSize(1);
    ModelChange first = bench.changes.get(0);
    assertThat(first.initial()).isTrue();
    assertThat(first.added()).isEmpty();
  }

  @Test
  void anEventNamesWhatWasAddedRemovedAndChanged() {
    bench.changes.clear();
    bench.readers.refresh("acme");
    bench.cache.take(
        new Outcome.Listed(
            bench.asked.remove("acme").id(),
            "acme",
            CircuitState.CLOSED,
            List.of(ModelFacts.of("b").contextWindow(8192L).build(), ModelFacts.of("c").build()),
            0,
            false));

    ModelChange change = bench.changes.get(0);
    assertThat(change.added()).containsExactly("acme/c");
    assertThat(change.removed()).containsExactly("acme/a");
    assertThat(change.changed())
        .containsExactly(new ModelChange.Changed("acme/b", List.of("context_window")));
  }

  @Test
  void theSameListAgainIsNoEventAndANewSeqIsHigherThanAnyBefore() {
    long seq = bench.cache.snapshot().seq();
    bench.changes.clear();
    bench.readers.refresh("acme");
    bench.lists("acme", "a", "b");
    assertThat(bench.changes).isEmpty();
    assertThat(bench.cache.snapshot().seq()).isEqualTo(seq);

    bench.readers.refresh("acme");
    bench.lists("acme", "a");
    assertThat(bench.cache.snapshot().seq()).isGreaterThan(seq);
    assertThat(bench.changes.get(0).seq()).isEqualTo(bench.cache.snapshot().seq());
  }

  @Test
  void aSwitchOfSourceIsAStatusEventOnly() {
    bench.changes.clear();
    bench.statuses.clear();
    bench.time.advance(Duration.ofHours(1));
    bench.read("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(1));

    assertThat(bench.changes).isEmpty();
    assertThat(bench.statuses).extracting(ProviderStatus::source).containsExactly(Source.CATALOG);
  }

  @Test
  void theFeedComparesAcrossFallbacksAndInvalidations() {
    bench.changes.clear();
    bench.cache.invalidate("acme");
    bench.read("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(1));
    bench.time.advance(Duration.ofSeconds(1));
    bench.read("acme");
    bench.lists("acme", "b");

    assertThat(bench.changes).hasSize(1);
    assertThat(bench.changes.get(0).initial()).isFalse();
    assertThat(bench.changes.get(0).removed()).containsExactly("acme/a");
  }

  @Test
  void invalidationDropsTheListEndsTheFetchAndStartsTheCircuitAfresh() {
    bench.time.advance(Duration.ofHours(1));
    bench.read("acme");

    assertThat(bench.cache.invalidate(null)).containsExactly("acme");

    assertThat(bench.resets).containsExactly("acme");
    assertThat(bench.source("acme")).isEqualTo(Source.NONE);
    assertThat(bench.status("acme").circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void whoeverWaitedForAnInvalidatedFetchWaitsForTheNextWithinTheSameTime() {
    bench.time.advance(Duration.ofHours(1));
    Future<Lists.Answer> answer = bench.read("acme");
    bench.time.advance(Duration.ofSeconds(2));
    bench.cache.invalidate("acme");
    assertThat(bench.isAsked("acme")).isTrue();
    assertThat(answer.isComplete()).isFalse();

    bench.lists("acme", "new");

    assertThat(Bench.ids(answer.result().snapshot(), "acme")).containsExactly("new");
  }

  @Test
  void theOutcomeOfAFetchThatWasEndedIsIgnored() {
    bench.time.advance(Duration.ofHours(1));
    bench.read("acme");
    long old = bench.asked.get("acme").id();
    bench.cache.invalidate("acme");

    bench.cache.take(
        new Outcome.Listed(old, "acme", CircuitState.CLOSED, Bench.facts("ghost"), 0, false));

    assertThat(bench.models("acme")).doesNotContain("ghost");
  }

  @Test
  void globsAreAppliedOverWhatWasKeptWithoutAskingAnybody() {
    bench.changes.clear();
    int before = bench.requests;
    bench.with(with(new Globs(List.of(), List.of("b*"))));

    assertThat(bench.models("acme")).containsExactly("a");
    assertThat(bench.changes.get(0).removed()).containsExactly("acme/b");
    bench.with(ACME);
    assertThat(bench.models("acme")).containsExactly("a", "b");
    assertThat(bench.requests).isEqualTo(before);
  }

  @Test
  void anotherKeyDropsTheListAndOtherChangesKeepIt() {
    bench.with(ACME.withApiKey(Secret.of("sk-two")));

    assertThat(bench.source("acme")).isEqualTo(Source.NONE);
  }

  @Test
  void aDisabledInstanceIsNeitherListedNorAskedAndItsEntryStays() {
    bench.changes.clear();
    bench.with(enabled(InstanceConfig.Enabled.FALSE));
    assertThat(bench.models("acme")).isEmpty();
    assertThat(bench.changes.get(0).removed()).containsExactly("acme/a", "acme/b");

    bench.with(enabled(InstanceConfig.Enabled.TRUE));

    assertThat(bench.models("acme")).containsExactly("a", "b");
    assertThat(bench.changes.get(1).added()).containsExactly("acme/a", "acme/b");
  }

  @Test
  void disablingAnswersWhoeverWaits() {
    bench.time.advance(Duration.ofHours(1));
    Future<Lists.Answer> answer = bench.read("acme");

    bench.with(enabled(InstanceConfig.Enabled.FALSE));

    assertThat(answer.isComplete()).isTrue();
  }

  @Test
  void removingAnInstanceRemovesItsIdsAndItsTimers() {
    bench.changes.clear();
    bench.without("acme");

    assertThat(bench.changes.get(0).removed()).containsExactly("acme/a", "acme/b");
    assertThat(bench.cache.snapshot().instances()).isEmpty();
    assertThat(bench.time.pending()).isZero();
  }

  @Test
  void aCircuitThatHalfOpensIsAStatusEvent() {
    bench.statuses.clear();
    bench.halfOpens("acme");

    assertThat(bench.statuses)
        .extracting(ProviderStatus::circuit)
        .containsExactly(CircuitState.HALF_OPEN);
  }

  @Test
  void closingAnswersWhoeverWaitsAndLeavesNoTimer() {
    CacheConfig settings = bench.cache.settings();
    bench.time.advance(settings.defaultTtl());
    Future<Lists.Answer> answer = bench.read("acme");

    bench.cache.close();

    assertThat(answer.isComplete()).isTrue();
    assertThat(bench.time.pending()).isZero();
  }

  private static InstanceConfig with(Globs globs) {
    return new InstanceConfig(
        ACME.name(),
        ACME.type(),
        ACME.enabled(),
        ACME.baseUrl(),
        ACME.apiKey(),
        null,
        ACME.headers(),
        ACME.timeout(),
        ACME.breaker(),
        globs,
        Route.DIRECT,
        null);
  }

  private static InstanceConfig enabled(InstanceConfig.Enabled enabled) {
    return new InstanceConfig(
        ACME.name(),
        ACME.type(),
        enabled,
        ACME.baseUrl(),
        ACME.apiKey(),
        null,
        ACME.headers(),
        ACME.timeout(),
        ACME.breaker(),
        ACME.models(),
        Route.DIRECT,
        null);
  }
}
