package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.CacheConfig.FallbackStep;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three tiers: what is served when. */
@ExtendWith(VertxExtension.class)
class ServingTest {

  private static final Duration TTL = Duration.ofHours(1);

  private Bench bench;

  @BeforeEach
  void oneInstance(Vertx vertx) {
    bench = new Bench(vertx).with(Bench.instance("acme", Bench.CLOUD));
  }

  @Test
  void aListWithinItsTtlIsServedWithoutAsking() {
    bench.read("acme");
    bench.lists("acme", "a", "b");
    bench.time.advance(TTL.minusMillis(1));

    Lists.Answer answer = bench.read("acme").result();

    assertThat(answer.cacheStatus()).isEqualTo(CacheStatus.HIT);
    assertThat(Bench.ids(answer.snapshot(), "acme")).containsExactly("a", "b");
    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);
  }

  @Test
  void pastItsTtlTheProviderIsAskedAndItsNewListReplacesTheOld() {
    bench.read("acme");
    bench.lists("acme", "a");
    bench.time.advance(TTL);
    bench.asked.clear();
    var answer = bench.read("acme");
    if (!bench.isAsked("acme")) {
      throw new AssertionError("not asked");
    }
    bench.lists("acme", "b");

    assertThat(Bench.ids(answer.result().snapshot(), "acme")).containsExactly("b");
  }

  @Test
  void aListStaysLivePastItsTtlUntilARequestHasFailed() {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.time.advance(TTL.multipliedBy(3));
    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);

    bench.read("acme");
    bench.fails("acme", ErrorCode.TIMEOUT, Duration.ofSeconds(1));

    assertThat(bench.source("acme")).isEqualTo(Source.STALE);
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMEOUT", "CONNECT", "DNS", "TLS", "RESET"})
  void whenNobodyAnswersTheStaleListIsServedBeforeTheCatalog(ErrorCode code) {
    expireAndFail(code);

    assertThat(bench.source("acme")).isEqualTo(Source.STALE);
    assertThat(bench.models("acme")).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_5XX", "HTTP_4XX", "RATE_LIMITED", "NOT_JSON", "MALFORMED", "EMPTY"})
  void whenSomebodyAnswersWithAnErrorTheCatalogIsServedBeforeTheStaleList(ErrorCode code) {
    expireAndFail(code);

    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
    assertThat(bench.models("acme")).containsExactly("in-catalog");
  }

  @Test
  void aConfiguredOrderHoldsForEveryCause() {
    bench.with(order(FallbackStep.CATALOG, FallbackStep.STALE));
    expireAndFail(ErrorCode.TIMEOUT);
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);

    bench.with(order(FallbackStep.STALE));
    assertThat(bench.source("acme")).isEqualTo(Source.STALE);
  }

  @Test
  void aStepThatHasNothingGivesWayToTheNextAndThenThereIsNothing() {
    bench.with(order(FallbackStep.STALE, FallbackStep.CATALOG));
    bench.read("acme");
    bench.fails("acme", ErrorCode.TIMEOUT, Duration.ofSeconds(1));
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);

    bench.with(withoutCatalog());
    assertThat(bench.source("acme")).isEqualTo(Source.NONE);
    assertThat(bench.models("acme")).isEmpty();
  }

  @Test
  void aStaleListIsServedForEverUnlessItsAgeIsLimited() {
    expireAndFail(ErrorCode.TIMEOUT);
    bench.time.advance(Duration.ofDays(365));
    assertThat(bench.source("acme")).isEqualTo(Source.STALE);
  }

  @Test
  void aStaleListThatGrowsTooOldGivesWayByItself() {
    bench.with(maxStale(Duration.ofHours(2)));
    expireAndFail(ErrorCode.TIMEOUT);
    assertThat(bench.source("acme")).isEqualTo(Source.STALE);

    bench.time.advance(Duration.ofHours(1).plusMillis(1));

    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
  }

  @Test
  void theLastGoodListIsKeptWhateverIsServed() {
    expireAndFail(ErrorCode.HTTP_5XX);
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);

    bench.with(order(FallbackStep.STALE));

    assertThat(bench.models("acme")).containsExactly("a");
  }

  @Test
  void aFailureWithinTheTtlChangesNothingThatIsServedUntilTheTtlEnds() {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.readers.refresh("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(1));
    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);
    assertThat(bench.status("acme").error().code()).isEqualTo(ErrorCode.HTTP_5XX);

    bench.time.advance(TTL);

    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
  }

  @Test
  void aRefusedKeyIsAnsweredFromTheCatalogAndAskedAgainByTheFirstReadAfterTheTtl() {
    bench.read("acme");
    bench.refusesTheKey("acme");
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
    assertThat(bench.status("acme").nextAttemptAt()).isNull();

    bench.time.advance(TTL.minusMillis(1));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).isFalse();

    bench.time.advance(Duration.ofMillis(1));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).isTrue();
  }

  @Test
  void aRefusedKeyIsAskedAgainWhenTheConfigurationChanges() {
    bench.read("acme");
    bench.refusesTheKey("acme");

    bench.with(Bench.instance("other", Bench.LOCAL));
    bench.read("acme");

    assertThat(bench.isAsked("acme")).isTrue();
  }

  @Test
  void theStatusTellsSinceWhenAndHowOftenARowOfRequestsHasFailed() {
    bench.read("acme");
    bench.fails("acme", ErrorCode.TIMEOUT, Duration.ofSeconds(1));
    var since = bench.status("acme").error().since();
    bench.time.advance(Duration.ofSeconds(2));
    bench.read("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(2));

    ProviderStatus status = bench.status("acme");
    assertThat(status.error().attempts()).isEqualTo(2);
    assertThat(status.error().since()).isEqualTo(since);
    assertThat(status.nextAttemptAt()).isEqualTo(bench.time.now().plusSeconds(2));
  }

  @Test
  void aChangedTtlCountsForListsAlreadyThere() {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.time.advance(Duration.ofMinutes(10));

    bench.with(ttl(Map.of("acme", Duration.ofMinutes(5))));
    bench.read("acme");

    assertThat(bench.isAsked("acme")).isTrue();
  }

  @Test
  void theWallClockMayJumpWithoutExpiringOrFreezingAnything() {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.time.setWallClock(Duration.ofDays(400));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).isFalse();

    bench.time.setWallClock(Duration.ofDays(-800));
    bench.time.advance(TTL);
    bench.read("acme");
    assertThat(bench.requests).isGreaterThan(1);
  }

  private void expireAndFail(ErrorCode code) {
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    bench.time.advance(TTL);
    bench.read("acme");
    bench.fails("acme", code, Duration.ofSeconds(1));
  }

  private static CacheConfig order(FallbackStep... steps) {
    CacheConfig d = CacheConfig.DEFAULT;
    return new CacheConfig(
        d.defaultTtl(), Map.of(), true, List.of(steps), null, d.listTimeout(), null);
  }

  private static CacheConfig withoutCatalog() {
    CacheConfig d = CacheConfig.DEFAULT;
    return new CacheConfig(d.defaultTtl(), Map.of(), false, null, null, d.listTimeout(), null);
  }

  private static CacheConfig maxStale(Duration age) {
    CacheConfig d = CacheConfig.DEFAULT;
    return new CacheConfig(d.defaultTtl(), Map.of(), true, null, age, d.listTimeout(), null);
  }

  private static CacheConfig ttl(Map<String, Duration> overrides) {
    CacheConfig d = CacheConfig.DEFAULT;
    return new CacheConfig(d.defaultTtl(), overrides, true, null, null, d.listTimeout(), null);
  }
}
