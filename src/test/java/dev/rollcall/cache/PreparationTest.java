package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.feed.History;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens while the entries of a list are made beside the cache's thread. */
@ExtendWith(VertxExtension.class)
class PreparationTest {

  private static final InstanceConfig ACME = Bench.instance("acme", Bench.CLOUD);

  private final ChangingCatalog catalog = new ChangingCatalog();
  private Bench bench;
  private Future<Lists.Answer> waiting;

  @BeforeEach
  void oneListIsBeingMade(Vertx vertx) {
    bench = new Bench(vertx, catalog).with(ACME).holdWork();
    waiting = bench.read("acme");
    bench.lists("acme", "a", "b");
  }

  @Test
  void whoeverWaitsIsAnsweredOnceTheEntriesAreMade() {
    assertThat(waiting.isComplete()).isFalse();
    assertThat(bench.source("acme")).isEqualTo(Source.NONE);

    bench.work();

    assertThat(Bench.ids(waiting.result().snapshot(), "acme")).containsExactly("a", "b");
    assertThat(bench.source("acme")).isEqualTo(Source.LIVE);
  }

  @Test
  void theRequestRunsUntilThenSoNobodyStartsAnother() {
    bench.read("acme");
    assertThat(bench.requests).isEqualTo(1);
  }

  @Test
  void theListIsAsOldAsItsArrival() {
    bench.time.advance(Duration.ofSeconds(2));
    bench.work();

    bench.time.advance(CacheConfig.DEFAULT.defaultTtl().minusSeconds(2));

    assertThat(bench.read("acme").isComplete()).as("the TTL is over").isFalse();
  }

  @Test
  void anInvalidationInBetweenDropsTheList() {
    bench.cache.invalidate("acme");
    bench.work();
    bench.work();

    assertThat(bench.source("acme")).isEqualTo(Source.NONE);
    assertThat(waiting.isComplete()).as("it waits for the next request").isFalse();
    assertThat(bench.isAsked("acme")).isTrue();
  }

  @Test
  void anotherConfigurationInBetweenDropsTheList() {
    bench.with(denying("b"));
    bench.work();
    bench.work();
    assertThat(waiting.isComplete()).isFalse();

    bench.lists("acme", "b", "c");
    bench.work();

    assertThat(bench.models("acme")).containsExactly("c");
  }

  @Test
  void theSameConfigurationInBetweenChangesNothing() {
    bench.with(ACME);
    bench.work();

    assertThat(bench.models("acme")).containsExactly("a", "b");
  }

  @Test
  void anotherCatalogInBetweenIsAppliedBeforeTheListIsTaken() {
    catalog.window = 4096L;
    bench.cache.catalogChanged();
    bench.work();
    assertThat(waiting.isComplete()).as("made with the catalog before").isFalse();

    bench.work();

    assertThat(windows()).containsExactly(4096L, 4096L);
    assertThat(waiting.isComplete()).isTrue();
  }

  @Test
  void changedGlobsAndCatalogsLeaveWhatIsServedUntilTheEntriesAreMadeAnew() {
    bench.work();
    bench.changes.clear();
    bench.with(denying("a"));
    catalog.window = 1L;
    Future<Void> applied = bench.cache.catalogChanged();
    assertThat(bench.models("acme")).containsExactly("a", "b");

    bench.work();
    bench.work();

    assertThat(applied.succeeded()).isTrue();
    assertThat(bench.models("acme")).containsExactly("b");
    assertThat(windows()).containsExactly(1L);
    assertThat(bench.changes).hasSize(1);
    assertThat(bench.changes.get(0).removed()).containsExactly("acme/a");
  }

  @Test
  void theListOfAnotherAccountIsGoneAtOnce() {
    bench.work();
    bench.with(ACME.withApiKey(Secret.of("sk-two")));

    assertThat(bench.models("acme")).isEmpty();
    assertThat(bench.source("acme")).isEqualTo(Source.NONE);
  }

  @Test
  void removingOrClosingInBetweenLeavesNoGhost() {
    bench.without("acme");
    bench.work();
    assertThat(bench.cache.snapshot().instances()).isEmpty();
    assertThat(waiting.isComplete()).isTrue();

    bench.with(ACME);
    bench.work();
    bench.read("acme");
    bench.lists("acme", "a");
    bench.order.clear();
    bench.cache.close();
    bench.work();

    assertThat(bench.order).as("nothing is stored or told any more").isEmpty();
    assertThat(bench.time.pending()).isZero();
  }

  @Test
  void workThatNeverEndsEndsTheRequestWithItsWatch() {
    bench.time.advance(Duration.ofSeconds(15));

    assertThat(bench.status("acme").error().code()).isEqualTo(ErrorCode.INTERNAL);
    bench.work();
    assertThat(bench.models("acme")).as("too late").doesNotContain("a");
  }

  @Test
  void noCatalogIsAskedOnAnEventLoop(Vertx vertx) throws Exception {
    Queue<Boolean> onLoop = new ConcurrentLinkedQueue<>();
    ModelCatalog watched =
        new ModelCatalog() {
          @Override
          public List<ModelFacts> models(String type) {
            onLoop.add(Context.isOnEventLoopThread());
            return Bench.facts("in-catalog");
          }

          @Override
          public List<Enriched> enrich(String type, List<ModelFacts> listed) {
            onLoop.add(Context.isOnEventLoopThread());
            return EMPTY.enrich(type, listed);
          }
        };
    Addresses addresses = new Addresses("models");
    CacheVerticle cache =
        new CacheVerticle(addresses, Timing.system(vertx), watched, null, new History());
    await(vertx.deployVerticle(cache));
    vertx
        .eventBus()
        .<FetchRequest>localConsumer(
            addresses.fetch("acme"),
            request -> {
              request.reply(null);
              vertx
                  .eventBus()
                  .publish(
                      addresses.provider("acme"),
                      thousandsOf(request.body().id()),
                      LocalCodec.options());
            });
    await(cache.configure(config(ACME)));
    CacheClient client = new CacheClient(vertx, addresses, Timing.system(vertx).ticker());

    Snapshot first = await(client.answer(List.of("acme"))).snapshot();
    await(cache.catalogChanged());
    await(cache.configure(config(denying("*9"))));

    assertThat(first.instance("acme").models()).hasSize(20_000);
    assertThat(client.snapshot().instance("acme").models()).hasSize(18_000);
    assertThat(onLoop).hasSizeGreaterThanOrEqualTo(4).doesNotContain(true);
  }

  private static Outcome thousandsOf(long request) {
    List<ModelFacts> models =
        IntStream.range(0, 20_000).mapToObj(i -> ModelFacts.of("m" + i).build()).toList();
    return new Outcome.Listed(request, "acme", CircuitState.CLOSED, models, 0, false);
  }

  private static RollcallConfig config(InstanceConfig instance) {
    return new RollcallConfig(
        "models", null, CacheConfig.DEFAULT, null, Map.of(instance.name(), instance));
  }

  private List<Long> windows() {
    return bench.cache.snapshot().instance("acme").models().stream()
        .map(ModelInfo::facts)
        .map(ModelFacts::contextWindow)
        .toList();
  }

  private static InstanceConfig denying(String glob) {
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
        new Globs(List.of(), List.of(glob)),
        Route.DIRECT,
        null);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  /** Gives every model the context window that it has now. */
  private static final class ChangingCatalog implements ModelCatalog {
    private Long window;

    @Override
    public List<ModelFacts> models(String type) {
      return List.of();
    }

    @Override
    public List<Enriched> enrich(String type, List<ModelFacts> listed) {
      return EMPTY.enrich(
          type,
          listed.stream()
              .map(facts -> ModelFacts.of(facts.nativeId()).contextWindow(window).build())
              .toList());
    }
  }
}
