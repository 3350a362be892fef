package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.Source;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wall clock that is set expires nothing and freezes nothing. */
@ExtendWith(VertxExtension.class)
class ClockTest {

  private static final Duration TTL = Duration.ofHours(1);

  @ParameterizedTest
  @ValueSource(longs = {-100_000, -3, 3, 100_000})
  void agesAndRetriesGoByTheMonotonicClock(long hours, Vertx vertx) {
    Bench bench = started(new FakeTime(vertx));
    bench.time.setWallClock(Duration.ofHours(hours));
    bench.time.advance(TTL.minusMillis(1));
    assertThat(bench.read("acme").isComplete()).as("within the TTL").isTrue();
    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);

    bench.asked.clear();
    bench.time.advance(Duration.ofMillis(1));
    bench.cache.invalidate("acme");
    bench.read("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(30));
    bench.time.setWallClock(Duration.ofHours(-2 * hours));
    bench.time.advance(Duration.ofMillis(29_999));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).as("within the back-off").isFalse();
    bench.time.advance(Duration.ofMillis(1));
    bench.read("acme");

    assertThat(bench.isAsked("acme")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-100_000, 100_000})
  void theRefreshAheadComesWhenItIsDue(long hours, Vertx vertx) {
    Bench bench = started(new FakeTime(vertx));
    bench.read("acme");
    bench.time.setWallClock(Duration.ofHours(hours));
    bench.time.advance(Duration.ofMinutes(53));
    assertThat(bench.isAsked("acme")).isFalse();

    bench.time.advance(Duration.ofMinutes(6));

    assertThat(bench.isAsked("acme")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-100_000, 100_000})
  void theNumbersOfChangesOnlyGrow(long hours, Vertx vertx) {
    Bench bench = started(new FakeTime(vertx));
    bench.time.setWallClock(Duration.ofHours(hours));
    bench.readers.refresh("acme");
    bench.lists("acme", "b");

    assertThat(bench.changes).extracting(ModelChange::seq).isSorted().doesNotHaveDuplicates();
    assertThat(bench.changes).hasSize(2);
    assertThat(bench.cache.snapshot().seq()).isEqualTo(bench.changes.get(1).seq());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE / 2_000_000, -1000, 0})
  void theMonotonicClockMayStartAnywhere(long origin, Vertx vertx) {
    Bench bench = started(new FakeTime(vertx, origin));
    bench.time.advance(TTL.minusMillis(1));
    assertThat(bench.read("acme").isComplete()).as("fresh").isTrue();
    bench.asked.clear();
    bench.time.advance(Duration.ofMillis(1));
    assertThat(bench.read("acme").isComplete()).as("expired").isFalse();
    bench.refusesTheKey("acme");
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
    bench.with(Bench.instance("acme", Bench.CLOUD));
    bench.read("acme");
    assertThat(bench.isAsked("acme")).as("asked when the configuration is applied").isTrue();
  }

  private static Bench started(FakeTime time) {
    Bench bench =
        new Bench(time, Bench.catalogOf("in-catalog")).with(Bench.instance("acme", Bench.CLOUD));
    bench.cache.askAllWithoutFreshList();
    bench.lists("acme", "a");
    return bench;
  }
}
