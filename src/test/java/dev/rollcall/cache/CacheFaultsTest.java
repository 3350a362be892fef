package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever throws ends one request; timers, flights and the other instances go on. */
@ExtendWith(VertxExtension.class)
class CacheFaultsTest {

  private static final InstanceConfig ACME = Bench.instance("acme", Bench.CLOUD);
  private static final InstanceConfig OLLAMA = Bench.instance("ollama", Bench.LOCAL);

  private final FaultyCatalog catalog = new FaultyCatalog();
  private Bench bench;

  @BeforeEach
  void twoInstances(Vertx vertx) {
    bench = new Bench(vertx, catalog).with(ACME, OLLAMA);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        StackOverflowError.class,
        OutOfMemoryError.class,
        LinkageError.class
      })
  void aCatalogThatThrowsEndsOneRequestAndTheNextOneWorks(Class<? extends Throwable> fault)
      throws Exception {
    Future<Lists.Answer> acme = bench.read("acme");
    Future<Lists.Answer> ollama = bench.read("ollama");
    Future<List<ProviderStatus>> refreshed = bench.readers.refresh("acme");
    catalog.fault = fault.getDeclaredConstructor().newInstance();
    bench.lists("acme", "a");

    assertThat(acme.succeeded()).isTrue();
    assertThat(bench.status("acme").error().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(bench.isAsked("acme")).as("the refresh begins now").isTrue();

    catalog.fault = null;
    bench.lists("acme", "a");
    bench.lists("ollama", "o");

    assertThat(refreshed.result().get(0).source()).isEqualTo(Source.LIVE);
    assertThat(ollama.result().complete()).isTrue();
    assertThat(bench.status("acme").error()).isNull();
  }

  @Test
  void aFaultIsLoggedOnceWithItsStackAndWithoutItsMessage() {
    bench.read("acme");
    catalog.fault = new IllegalStateException("sk-mark", new RuntimeException("sk-mark"));
    try (LogWatch stacks = LogWatch.of("IllegalStateException");
        LogWatch secrets = LogWatch.of("sk-mark")) {
      bench.lists("acme", "a");

      assertThat(stacks.found()).hasSize(1);
      assertThat(stacks.found().get(0))
          .contains("java.lang.RuntimeException", "at dev.rollcall.cache.CacheFaultsTest");
      assertThat(secrets.found()).isEmpty();
    }
  }

  @Test
  void aCatalogThatThrowsWhileItIsAppliedLeavesWhatIsServed() {
    bench.read("acme");
    bench.lists("acme", "a");
    catalog.fault = new IllegalStateException();

    assertThat(bench.cache.catalogChanged().isComplete()).isTrue();
    assertThat(bench.models("acme")).containsExactly("a");
    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);

    catalog.fault = null;
    bench.cache.catalogChanged();
    bench.time.advance(Duration.ofHours(1));
    bench.read("acme");
    bench.fails("acme", ErrorCode.HTTP_5XX, Duration.ofSeconds(1));
    assertThat(bench.source("acme")).isEqualTo(Source.CATALOG);
  }

  @Test
  void aWaiterThatThrowsDoesNotKeepTheOthersWaiting() {
    bench.read("acme").onComplete(answered -> fail());
    Future<Lists.Answer> other = bench.read("acme");

    bench.lists("acme", "a");

    assertThat(other.succeeded()).isTrue();
    assertThat(bench.changes).hasSize(1);
  }

  @Test
  void aListenerThatThrowsDoesNotKeepOthersFromTheNews() {
    bench.fault = new IllegalStateException();
    bench.read("acme");
    bench.lists("acme", "a");
    bench.fault = null;

    bench.time.advance(Duration.ofHours(1));
    Future<Lists.Answer> next = bench.read("acme");
    bench.lists("acme", "b");

    assertThat(next.succeeded()).isTrue();
    assertThat(bench.changes).hasSize(1);
    assertThat(bench.changes.get(0).added()).containsExactly("acme/b");
    bench.cache.close();
    assertThat(bench.time.pending()).isZero();
  }

  @Test
  void aVerticleThatIsNotThereIsWaitedForAMomentOnly() {
    int before = bench.time.pending();
    bench.nobodyIsThere = true;
    Future<List<ProviderStatus>> refreshed = bench.readers.refresh("acme");
    bench.time.advance(Duration.ofMillis(1900));
    assertThat(refreshed.isComplete()).isFalse();

    bench.time.advance(Duration.ofMillis(200));

    assertThat(refreshed.result().get(0).error().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(bench.time.pending()).isEqualTo(before);
  }

  @Test
  void aVerticleThatComesBackInTimeIsAsked() {
    bench.nobodyIsThere = true;
    Future<Lists.Answer> answer = bench.read("acme");
    bench.time.advance(Duration.ofMillis(150));
    bench.nobodyIsThere = false;
    bench.time.advance(Duration.ofMillis(100));

    bench.lists("acme", "a");

    assertThat(Bench.ids(answer.result().snapshot(), "acme")).containsExactly("a");
    bench.cache.close();
    assertThat(bench.time.pending()).isZero();
  }

  @Test
  void whoWaitsForARequestThatWasGivenUpWaitsForTheNext() {
    Future<Lists.Answer> answer = bench.read("acme");
    bench.aborts("acme");
    assertThat(bench.isAsked("acme")).isTrue();
    assertThat(bench.status("acme").error()).as("it says nothing of the provider").isNull();

    bench.lists("acme", "a");

    assertThat(Bench.ids(answer.result().snapshot(), "acme")).containsExactly("a");
  }

  @Test
  void closingAnswersWithWhatThereIsAsNotComplete() {
    Future<Lists.Answer> answer = bench.read("acme");
    Future<List<ProviderStatus>> refreshed = bench.readers.refresh("ollama");

    bench.cache.close();

    assertThat(answer.result().complete()).isFalse();
    assertThat(Bench.ids(answer.result().snapshot(), "acme")).containsExactly("in-catalog");
    assertThat(refreshed.succeeded()).isTrue();
  }

  private static void fail() {
    throw new IllegalStateException("this listener is broken");
  }

  /** Throws what it is told to. */
  private static final class FaultyCatalog implements ModelCatalog {
    private Throwable fault;

    @Override
    public List<ModelFacts> models(String type) {
      throwFault();
      return Bench.facts("in-catalog");
    }

    @Override
    public List<Enriched> enrich(String type, List<ModelFacts> listed) {
      throwFault();
      return EMPTY.enrich(type, listed);
    }

    private void throwFault() {
      if (fault instanceof RuntimeException exception) {
        throw exception;
      }
      if (fault instanceof Error error) {
        throw error;
      }
    }
  }
}
