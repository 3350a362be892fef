package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Outcome;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run makes of the lists that earlier runs have kept. */
@ExtendWith(VertxExtension.class)
class RestoreTest {

  private static final InstanceConfig ACME = Bench.instance("acme", Bench.CLOUD);
  private static final InstanceConfig OTHER = Bench.instance("other", Bench.CLOUD);
  private static final Duration TTL = Duration.ofHours(1);

  private Bench first;

  @BeforeEach
  void oneRun(Vertx vertx) {
    first = new Bench(vertx).with(ACME);
    first.cache.askAllWithoutFreshList();
    first.lists("acme", "a", "b");
  }

  @Test
  void aListWithinItsTtlIsServedLiveAndNobodyIsAsked() {
    first.time.advance(Duration.ofMinutes(59));
    Bench next = first.restarted().with(ACME);
    next.cache.askAllWithoutFreshList();

    assertThat(next.source("acme")).isEqualTo(Source.LIVE);
    assertThat(next.models("acme")).containsExactly("a", "b");
    assertThat(next.status("acme").fetchedAt()).isEqualTo(first.status("acme").fetchedAt());
    assertThat(next.read("acme").result().cacheStatus()).isEqualTo(CacheStatus.HIT);
    assertThat(next.requests).isZero();
    assertThat(next.writes).as("the file says it already").isZero();
  }

  @Test
  void itsTtlGoesOnWhereItWas() {
    first.time.advance(Duration.ofMinutes(30));
    Bench next = first.restarted().with(ACME);
    next.read("acme");
    next.time.advance(Duration.ofMinutes(24));
    assertThat(next.requests).isZero();

    next.time.advance(Duration.ofMinutes(5));

    assertThat(next.requests).as("refreshed ahead").isEqualTo(1);
    assertThat(next.source("acme")).isEqualTo(Source.LIVE);
  }

  @Test
  void anOlderListIsTheStaleOneAndIsAskedFor() {
    first.time.advance(TTL);
    Bench next = first.restarted().with(ACME);
    assertThat(next.source("acme")).isEqualTo(Source.STALE);
    assertThat(next.models("acme")).containsExactly("a", "b");
    next.cache.askAllWithoutFreshList();
    Future<Lists.Answer> answer = next.read("acme");
    assertThat(answer.isComplete()).as("readers wait for what is asked").isFalse();

    next.fails("acme", ErrorCode.CONNECT, Duration.ofSeconds(1));
    assertThat(next.source("acme")).isEqualTo(Source.STALE);
    assertThat(answer.result().cacheStatus().forward()).isEqualTo(CacheStatus.Forward.STALE);
    next.time.advance(Duration.ofSeconds(1));
    next.read("acme");
    next.lists("acme", "a", "b");
    assertThat(next.source("acme")).isEqualTo(Source.LIVE);
  }

  @Test
  void whoHasWaitedLongEnoughForAnOlderListGetsIt() {
    first.time.advance(TTL);
    Bench next = first.restarted().with(ACME);
    Future<Lists.Answer> answer = next.read("acme");
    next.time.advance(Duration.ofMillis(2500));

    assertThat(Bench.ids(answer.result().snapshot(), "acme")).containsExactly("a", "b");
    assertThat(answer.result().snapshot().instance("acme").status().source())
        .isEqualTo(Source.STALE);
  }

  @Test
  void aListThatIsTooOldIsNotServed() {
    CacheConfig limited =
        new CacheConfig(
            TTL, Map.of(), false, null, Duration.ofHours(2), Duration.ofMillis(2500), null);
    first.with(limited).time.advance(Duration.ofHours(2));
    Bench next = first.restarted().with(ACME);
    assertThat(next.source("acme")).isEqualTo(Source.STALE);

    next.time.advance(Duration.ofMillis(1));

    assertThat(next.source("acme")).isEqualTo(Source.NONE);
    Future<Lists.Answer> answer = next.read("acme");
    next.time.advance(Duration.ofMillis(2500));
    assertThat(answer.result().snapshot().instance("acme").models()).isEmpty();
    assertThat(first.restarted().with(ACME).source("acme")).isEqualTo(Source.NONE);
  }

  @Test
  void aListFromTheFutureIsStale() {
    first.time.setWallClock(Duration.ofDays(-400));
    Bench next = first.restarted().with(ACME);
    next.cache.askAllWithoutFreshList();

    assertThat(next.source("acme")).isEqualTo(Source.STALE);
    assertThat(next.isAsked("acme")).isTrue();
  }

  @Test
  void aClockThatIsSetForwardMakesAListOld() {
    first.time.setWallClock(Duration.ofDays(400));
    Bench next = first.restarted().with(ACME);

    assertThat(next.source("acme")).isEqualTo(Source.STALE);
  }

  @Test
  void aTtlThatWasRaisedBetweenTheRunsCounts() {
    first.time.advance(Duration.ofHours(2));
    CacheConfig longer =
        new CacheConfig(
            Duration.ofHours(3), Map.of(), true, null, null, Duration.ofMillis(2500), null);

    assertThat(first.with(longer).restarted().with(ACME).source("acme")).isEqualTo(Source.LIVE);
  }

  @Test
  void aListOfAnotherAccountIsNeverServed() {
    for (InstanceConfig changed :
        List.of(
            ACME.withApiKey(Secret.of("sk-two")),
            ACME.withApiKey(null),
            with("https://elsewhere.test/v1", Map.of(), Globs.ALL),
            with(ACME.baseUrl(), Map.of("X-Team", Secret.of("blue")), Globs.ALL))) {
      Bench next = first.restarted().with(on(changed));

      assertThat(next.source("acme")).isEqualTo(Source.NONE);
      Future<Lists.Answer> answer = next.read("acme");
      next.time.advance(Duration.ofMillis(2500));
      assertThat(Bench.ids(answer.result().snapshot(), "acme")).doesNotContain("a", "b");
      assertThat(next.files).containsKey("acme");
    }
  }

  @Test
  void aListIsServedAsSoonAsItsAccountIsBack() {
    InstanceConfig keyless = ACME.withApiKey(null);
    Bench next = first.restarted().with(keyless);
    assertThat(next.changes).extracting(ModelChange::removed).hasSize(1);

    next.with(ACME);

    assertThat(next.source("acme")).isEqualTo(Source.LIVE);
    assertThat(next.changes.get(1).added()).containsExactly("acme/a", "acme/b");
    assertThat(next.requests).isZero();
  }

  @Test
  void aRestartWithoutNewsIsNoEvent() {
    Bench next = first.restarted().with(ACME);
    next.readers.refresh("acme");
    next.lists("acme", "a", "b");

    assertThat(next.changes).isEmpty();
  }

  @Test
  void aRestartWithNewsIsOneEventWithTheDifferences() {
    first.time.advance(TTL);
    Bench next = first.restarted().with(ACME);
    next.read("acme");
    next.lists("acme", "b", "c");

    assertThat(next.changes).hasSize(1);
    ModelChange change = next.changes.get(0);
    assertThat(change.initial()).isFalse();
    assertThat(change.added()).containsExactly("acme/c");
    assertThat(change.removed()).containsExactly("acme/a");
  }

  @Test
  void theListOfAnotherAccountIsComparedWithAllTheSame() {
    Bench next = first.restarted().with(ACME.withApiKey(Secret.of("sk-two")));
    next.read("acme");
    next.fails("acme", ErrorCode.CONNECT, Duration.ofSeconds(1));
    next = next.restarted().with(ACME.withApiKey(Secret.of("sk-two")));
    next.read("acme");
    next.lists("acme", "b", "c");

    assertThat(next.changes).hasSize(1);
    assertThat(next.changes.get(0).added()).containsExactly("acme/c");
    assertThat(next.changes.get(0).removed()).containsExactly("acme/a");
  }

  @Test
  void whatTheGlobsTakeOutBetweenTwoRunsIsRemovedOnce() {
    InstanceConfig some = with(ACME.baseUrl(), Map.of(), new Globs(List.of(), List.of("b")));
    Bench next = first.restarted().with(some);

    assertThat(next.models("acme")).containsExactly("a");
    assertThat(next.changes).hasSize(1);
    assertThat(next.changes.get(0).removed()).containsExactly("acme/b");
    assertThat(next.restarted().with(some).changes).isEmpty();
    assertThat(next.restarted().with(ACME).changes.get(0).added()).containsExactly("acme/b");
  }

  @Test
  void anInstanceThatWasTurnedOffBetweenTwoRunsIsTakenOffOnce() {
    InstanceConfig off = enabled(InstanceConfig.Enabled.FALSE);
    Bench next = first.restarted().with(off);
    assertThat(next.changes).hasSize(1);
    assertThat(next.changes.get(0).removed()).containsExactly("acme/a", "acme/b");

    next = next.restarted().with(off);
    assertThat(next.changes).isEmpty();
    assertThat(next.writes).isZero();

    next = next.restarted().with(ACME);
    assertThat(next.models("acme")).containsExactly("a", "b");
    assertThat(next.changes.get(0).added()).containsExactly("acme/a", "acme/b");
    assertThat(next.restarted().with(ACME).changes).isEmpty();
  }

  @Test
  void anInstanceThatIsTurnedOffWhileItRunsIsTakenOffOnce() {
    InstanceConfig off = enabled(InstanceConfig.Enabled.FALSE);
    first.with(off);

    assertThat(first.restarted().with(off).changes).isEmpty();
  }

  @Test
  void anInstanceThatIsNoLongerConfiguredIsRemovedWithItsFile() {
    Bench next = first.restarted().with(OTHER);

    assertThat(next.changes).hasSize(1);
    assertThat(next.changes.get(0).provider()).isEqualTo("acme");
    assertThat(next.changes.get(0).removed()).containsExactly("acme/a", "acme/b");
    assertThat(next.files).isEmpty();
    assertThat(next.cache.snapshot().instances()).containsOnlyKeys("other");
  }

  @Test
  void removalAndInvalidationAndAnotherKeyDeleteTheFile() {
    first.with(OTHER);
    first.cache.askAllWithoutFreshList();
    first.lists("other", "x");
    assertThat(first.files).containsOnlyKeys("acme", "other");
    first.cache.invalidate("acme");
    assertThat(first.files).containsOnlyKeys("other");
    first.with(OTHER.withApiKey(Secret.of("sk-two")));
    assertThat(first.files).isEmpty();
    first.read("acme");
    first.lists("acme", "a");
    first.without("acme");
    assertThat(first.files).isEmpty();
  }

  @Test
  void anInvalidatedListOfAnEarlierRunIsGoneForGood() {
    Bench next = first.restarted().with(ACME);
    next.cache.invalidate(null);

    assertThat(next.source("acme")).isEqualTo(Source.NONE);
    assertThat(next.files).isEmpty();
    next.with(with(ACME.baseUrl(), Map.of(), new Globs(List.of("*"), List.of())));
    assertThat(next.source("acme")).isEqualTo(Source.NONE);
  }

  @Test
  void aFailureKeepsTheFile() {
    first.time.advance(TTL);
    first.read("acme");
    first.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(1));

    assertThat(first.files).containsKey("acme");
    assertThat(first.writes).isEqualTo(1);
  }

  @Test
  void theListThatComesWithATypeFollowsTheCatalogAndIsComparedWithTheLastRuns(Vertx vertx) {
    TypeSpec builtin =
        new TypeSpec("sonar", TypeSpec.Kind.BUILTIN, "https://s.test", List.of(), true);
    InstanceConfig sonar = Bench.instance("sonar", builtin);
    Bench run = new Bench(vertx).with(sonar);
    takeBuiltin(run, "in-catalog");
    Bench next = run.restarted().with(sonar);
    assertThat(next.source("sonar")).isEqualTo(Source.NONE);
    takeBuiltin(next, "in-catalog");

    assertThat(next.source("sonar")).isEqualTo(Source.BUILTIN);
    assertThat(next.changes).isEmpty();
  }

  @Test
  void numbersOfChangesIncreaseEvenWhenTheClockIsSetBack() {
    long before = first.cache.snapshot().seq();
    first.time.setWallClock(Duration.ofDays(-400));
    Bench next = first.restarted().with(ACME.withApiKey(Secret.of("sk-two")));
    assertThat(next.cache.snapshot().seq()).isGreaterThan(before);
    next.read("acme");
    next.lists("acme", "new");

    assertThat(next.changes.get(0).seq()).isGreaterThan(before);
    assertThat(next.reserved).isEqualTo(next.changes.get(0).seq());
  }

  @Test
  void whyAListIsInNoFileIsInItsStatus() {
    first.statuses.clear();
    first.cache.notStored("acme", "no space left on device");
    assertThat(first.status("acme").notStored()).isEqualTo("no space left on device");
    first.cache.notStored("nobody", "no space left on device");
    first.cache.notStored("acme", null);
    assertThat(first.status("acme").notStored()).isNull();
    assertThat(first.statuses).isEmpty();
    assertThat(first.writes).isEqualTo(1);
  }

  private static void takeBuiltin(Bench bench, String... ids) {
    bench.cache.askAllWithoutFreshList();
    bench.cache.take(
        new Outcome.Listed(
            bench.asked.remove("sonar").id(),
            "sonar",
            CircuitState.CLOSED,
            Bench.facts(ids),
            0,
            true));
  }

  private static InstanceConfig on(InstanceConfig config) {
    return new InstanceConfig(
        config.name(),
        config.type(),
        InstanceConfig.Enabled.TRUE,
        config.baseUrl(),
        config.apiKey(),
        null,
        config.headers(),
        config.timeout(),
        config.breaker(),
        config.models(),
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

  private static InstanceConfig with(String baseUrl, Map<String, Secret> headers, Globs globs) {
    return new InstanceConfig(
        ACME.name(),
        ACME.type(),
        ACME.enabled(),
        baseUrl,
        ACME.apiKey(),
        null,
        headers,
        ACME.timeout(),
        ACME.breaker(),
        globs,
        Route.DIRECT,
        null);
  }
}
