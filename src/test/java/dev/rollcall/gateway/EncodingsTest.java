package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.Addresses;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.Source;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EncodingsTest {

  private final Vertx vertx = Vertx.vertx();
  private final List<String> encodedOn = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void encodesLongListsOffTheEventLoopAndShortOnesOnIt() throws Exception {
    Encodings<Integer> encodings = encodings(16, 1_000_000);
    List<String> answeredOn = new CopyOnWriteArrayList<>();

    onLoop(() -> encodings.of(counted(501)).onSuccess(size -> answeredOn.add(thread())));
    onLoop(() -> encodings.of(counted(500)).onSuccess(size -> answeredOn.add(thread())));

    assertThat(encodedOn.get(0)).contains("worker-thread");
    assertThat(encodedOn.get(1)).contains("eventloop-thread");
    assertThat(answeredOn).allMatch(thread -> thread.contains("eventloop-thread"));
  }

  @Test
  void encodesOnceForAllWhoAskAtTheSameTimeEachOnItsOwnLoop() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Encodings<Integer> encodings = encodings(16, 1_000_000);
    Runnable waiting = () -> await(go);
    List<Future<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Context context = i % 2 == 0 ? vertx.getOrCreateContext() : loop();
      answers.add(
          Future.future(
              promise ->
                  context.runOnContext(
                      start ->
                          encodings
                              .of(counted(1000, waiting))
                              .map(size -> Vertx.currentContext() == context)
                              .onComplete(promise))));
    }
    go.countDown();

    for (Future<Boolean> onOwnLoop : answers) {
      assertThat(onOwnLoop.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(encodedOn).hasSize(1);
  }

  @Test
  void findsAListByWhatIsInIt() throws Exception {
    Encodings<JsonObject> encodings = new Encodings<>(json -> 1, 16, 16);
    ModelList list = list(3);
    ModelList later =
        new ModelList(list.data(), list.providers(), 99, list.cacheStatus(), 7L, null);
    ModelList paged =
        new ModelList(
            list.data(),
            list.providers(),
            1,
            list.cacheStatus(),
            7L,
            new ModelList.Page(3, false, "a", "b"));
    ModelList changed = list(3, "other");
    ModelList summary =
        new ModelList(
            list.data(),
            List.of(new ModelList.Summary("box", "ollama", Source.STALE, 3)),
            1,
            list.cacheStatus(),
            7L,
            null);

    List<JsonObject> encoded = new ArrayList<>();
    for (ModelList each : List.of(list, later, list(3), paged, changed, summary, list)) {
      encoded.add(encodings.of(JsonList.of(each)).await(5, TimeUnit.SECONDS));
    }

    assertThat(encoded.get(1)).isSameAs(encoded.get(0));
    assertThat(encoded.get(2)).isSameAs(encoded.get(0));
    assertThat(encoded.get(6)).isSameAs(encoded.get(0));
    assertThat(encoded.subList(2, 6)).doesNotHaveDuplicates();
  }

  @Test
  void keepsFewAndNotTooLarge() throws Exception {
    Encodings<Integer> few = encodings(2, 1_000);
    for (int size : new int[] {1, 2, 1, 3, 1, 2}) {
      few.of(counted(size)).await(5, TimeUnit.SECONDS);
    }
    assertThat(encodedOn).hasSize(4);
    encodedOn.clear();

    Encodings<Integer> small = encodings(16, 10);
    for (int size : new int[] {6, 4, 6, 11, 11, 5, 6}) {
      small.of(counted(size)).await(5, TimeUnit.SECONDS);
    }
    assertThat(encodedOn).hasSize(6);
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    Encodings<Integer> encodings = encodings(16, 100);
    Runnable failing =
        () -> {
          if (encodedOn.size() == 1) {
            throw new IllegalStateException("once");
          }
        };

    assertThatThrownBy(() -> encodings.of(counted(1, failing)).await(5, TimeUnit.SECONDS))
        .hasMessage("once");
    assertThat(encodings.of(counted(1, failing)).await(5, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void goesThroughTwentyThousandModelsOffTheEventLoop() throws Exception {
    List<ModelFacts> facts =
        IntStream.range(0, 20_000)
            .mapToObj(i -> ModelFacts.of("v/model-" + i * 7919 % 20_000).name("M " + i).build())
            .toList();
    InstanceList box = Samples.list("box", "ollama", facts, 60_000);
    Watched catalog = new Watched(box.models());
    ModelService service = Samples.service(new FakeLists(box), () -> catalog);
    GatewayVerticle gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    Http http = new Http(vertx, gateway.port());

    JsonObject list = http.get("/v1/models?sort=-id&q=MODEL").json();
    JsonObject page = http.get("/v1/catalog?sort=name&limit=10").json();
    Message<JsonObject> reply =
        vertx.eventBus().<JsonObject>request("models.list", null).await(30, TimeUnit.SECONDS);

    assertThat(list.getJsonArray("data")).hasSize(20_000);
    assertThat(list.getJsonArray("data").getJsonObject(0).getString("id"))
        .isEqualTo("box/v/model-9999");
    assertThat(page.getInteger("total")).isEqualTo(20_000);
    assertThat(reply.body().getJsonArray("data")).hasSize(20_000);
    assertThat(catalog.threads).isNotEmpty().allMatch(thread -> thread.contains("worker-thread"));
  }

  private static Encodings<Integer> encodings(int entries, long size) {
    return new Encodings<>(encoded -> encoded, entries, size);
  }

  private Counted counted(int models) {
    return counted(models, () -> {});
  }

  private Counted counted(int models, Runnable first) {
    return new Counted(models, first, encodedOn);
  }

  /** Is encoded to its size, after something that is done first. */
  private record Counted(int models, Runnable first, List<String> encodedOn)
      implements Encodings.Encodable<Integer> {

    @Override
    public Integer encode() {
      encodedOn.add(thread());
      first.run();
      return models;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Counted counted && models == counted.models;
    }

    @Override
    public int hashCode() {
      return models;
    }
  }

  /** A list that notes who goes through it. */
  private static final class Watched extends AbstractList<ModelInfo> {
    private final List<ModelInfo> models;
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    Watched(List<ModelInfo> models) {
      this.models = models;
    }

    @Override
    public ModelInfo get(int index) {
      threads.add(thread());
      return models.get(index);
    }

    @Override
    public int size() {
      return models.size();
    }
  }

  private <T> void onLoop(Supplier<Future<T>> work) throws Exception {
    Future.<T>future(done -> vertx.runOnContext(start -> work.get().onComplete(done)))
        .await(10, TimeUnit.SECONDS);
  }

  private Context loop() throws Exception {
    return Future.<Context>future(
            promise ->
                vertx.deployVerticle(
                    context -> {
                      promise.complete(vertx.getOrCreateContext());
                      return Future.succeededFuture();
                    }))
        .await(10, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException end) {
      throw new IllegalStateException(end);
    }
  }

  private static String thread() {
    return Thread.currentThread().getName();
  }

  private static ModelList list(int models) {
    return list(models, "model");
  }

  private static ModelList list(int models, String name) {
    List<ModelInfo> data =
        IntStream.range(0, models)
            .mapToObj(
                i ->
                    new ModelInfo(
                        "box", "ollama", Source.LIVE, ModelFacts.of(name + i).build(), null))
            .toList();
    return new ModelList(
        data,
        List.of(new ModelList.Summary("box", "ollama", Source.LIVE, models)),
        1,
        CacheStatus.HIT,
        60L,
        null);
  }
}
