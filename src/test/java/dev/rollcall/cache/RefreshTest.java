package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.model.ErrorCode;
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

/** Refreshing, ahead of the expiry and on demand. */
@ExtendWith(VertxExtension.class)
class RefreshTest {

  private static final Duration TTL = Duration.ofHours(1);

  private Bench bench;

  @BeforeEach
  void oneFreshList(Vertx vertx) {
    bench = new Bench(vertx).with(Bench.instance("acme", Bench.CLOUD));
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
  }

  @Test
  void aListThatWasReadIsFetchedAgainBetween90And97PercentOfItsTtl() {
    bench.read("acme");
    bench.time.advance(Duration.ofMinutes(54).minusMillis(1));
    assertThat(bench.isAsked("acme")).isFalse();

    bench.time.advance(Duration.ofMinutes(58).plusSeconds(12).minusMinutes(54));

    assertThat(bench.isAsked("acme")).isTrue();
    assertThat(bench.asked.get("acme").forced()).isFalse();
  }

  @Test
  void whatNobodyReadsIsNotFetchedAgain() {
    bench.time.advance(TTL.multipliedBy(24));

    assertThat(bench.isAsked("acme")).isFalse();
  }

  @Test
  void aRefreshAheadThatFailsChangesNothingServedUntilTheTtlEnds() {
    bench.read("acme");
    bench.time.advance(Duration.ofMinutes(59));
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(10));

    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);
    bench.time.advance(Duration.ofSeconds(30));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).as("a fresh list asks for nothing").isFalse();
    bench.time.advance(Duration.ofSeconds(30));
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
  }

  @Test
  void aRefreshAsksWithinTheTtlAndWithinTheBackOff() {
    bench.readers.refresh("acme");
    assertThat(bench.asked.get("acme").forced()).isTrue();
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofHours(1));

    bench.readers.refresh("acme");

    assertThat(bench.isAsked("acme")).isTrue();
  }

  @Test
  void aRefreshAnswersWhenEveryAskedInstanceHasAnOutcome() {
    bench.with(Bench.instance("ollama", Bench.LOCAL));
    Future<List<ProviderStatus>> refreshed = bench.readers.refresh(null);
    bench.lists("acme", "a");
    assertThat(refreshed.isComplete()).isFalse();
    bench.fails("ollama", ErrorCode.CONNECT, Duration.ofSeconds(1));

    assertThat(refreshed.result())
        .extracting(ProviderStatus::source)
        .containsExactly(Source.LIVE, Source.CATALOG);
  }

  @Test
  void aFetchThatBeganBeforeTheRefreshIsJoinedAndFollowedByOneMore() {
    bench.time.advance(TTL);
    bench.read("acme");
    Future<List<ProviderStatus>> one = bench.readers.refresh("acme");
    Future<List<ProviderStatus>> two = bench.readers.refresh("acme");
    int before = bench.requests;

    bench.lists("acme", "old");
    assertThat(one.isComplete()).isFalse();
    assertThat(bench.requests).isEqualTo(before + 1);
    bench.lists("acme", "new");

    assertThat(one.isComplete()).isTrue();
    assertThat(two.isComplete()).isTrue();
    assertThat(bench.models("acme")).containsExactly("new");
    assertThat(bench.isAsked("acme")).isFalse();
  }

  @Test
  void anUnknownInstanceIs404AndADisabledOne409() {
    InstanceConfig acme = Bench.instance("acme", Bench.CLOUD);
    bench.with(
        new InstanceConfig(
            "off",
            Bench.CLOUD,
            InstanceConfig.Enabled.FALSE,
            acme.baseUrl(),
            null,
            null,
            acme.headers(),
            acme.timeout(),
            acme.breaker(),
            acme.models(),
            Route.DIRECT,
            null));

    assertThatThrownBy(() -> bench.readers.refresh("nobody"))
        .isInstanceOfSatisfying(RequestFailure.class, f -> assertThat(f.status()).isEqualTo(404));
    assertThatThrownBy(() -> bench.readers.refresh("off"))
        .isInstanceOfSatisfying(RequestFailure.class, f -> assertThat(f.status()).isEqualTo(409))
        .hasMessageContaining("enabled: false");
  }
}
