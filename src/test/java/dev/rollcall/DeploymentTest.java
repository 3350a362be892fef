package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rollcall inside an application: deployed, reached, reconfigured and undeployed. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class DeploymentTest {

  private static final int EVENT_LOOPS = 2;

  private Vertx vertx;
  private FakeProvider provider;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    provider = FakeProvider.start(vertx).list("a", "b");
  }

  @AfterEach
  void forgetTheCluster() {
    FakeClusterManager.reset();
  }

  @Test
  void listsModelsInJava() {
    Rollcall rollcall = await(Rollcall.deploy(vertx, json("models")));

    ModelList list = await(rollcall.list());
    ModelInfo model = await(rollcall.get("acme/b"));

    assertThat(ids(list)).containsExactly("acme/a", "acme/b");
    assertThat(model.source()).isEqualTo(Source.LIVE);
    assertThat(await(rollcall.providers()))
        .extracting(ProviderStatus::name, ProviderStatus::source)
        .containsExactly(tuple("acme", Source.LIVE));
    assertThat(rollcall.port()).isEmpty();
  }

  @Test
  void deploysFromPlainJsonAndAnswersOnTheBus() {
    await(
        vertx.deployVerticle(
            new RollcallVerticle(), new DeploymentOptions().setConfig(json("models"))));

    JsonObject list = await(vertx.eventBus().<JsonObject>request("models.list", null)).body();

    assertThat(list.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("acme/a");
  }

  @Test
  void isReachedThroughConnect() {
    await(Rollcall.deploy(vertx, json("models")));
    Rollcall far = Rollcall.connect(vertx);

    assertThat(ids(await(far.list(ModelQuery.builder().q("B").build())))).containsExactly("acme/b");
    assertThat(await(far.get("a")).id()).isEqualTo("acme/a");
    assertThat(await(far.refresh("acme"))).hasSize(1);
    assertThat(await(far.invalidate())).containsExactly("acme");
    assertThatThrownBy(() -> await(far.get("acme/none")))
        .isInstanceOfSatisfying(RequestFailure.class, f -> assertThat(f.status()).isEqualTo(404));
    assertThatThrownBy(() -> await(Rollcall.connect(vertx, "nobody").list()))
        .isInstanceOfSatisfying(RequestFailure.class, f -> assertThat(f.status()).isEqualTo(503))
        .hasMessageContaining("'nobody'");
  }

  @Test
  void isReachedFromAnotherNodeOfACluster() {
    Vertx one = node();
    Vertx other = node();
    try {
      await(Rollcall.deploy(one, json("models")));
      Rollcall far = Rollcall.connect(other);
      BlockingQueue<ModelChange> changes = new LinkedBlockingQueue<>();
      far.onChange(changes::add);

      Await.until(() -> far.list().otherwiseEmpty().result() != null || reaches(far));

      assertThat(ids(await(far.list()))).containsExactly("acme/a", "acme/b");
    } finally {
      await(one.close());
      await(other.close());
    }
  }

  @Test
  void tellsOfChanges() throws Exception {
    Rollcall rollcall = await(Rollcall.deploy(vertx, json("models")));
    BlockingQueue<ModelChange> changes = new LinkedBlockingQueue<>();
    Runnable stop =
        rollcall.onChange(
            change -> {
              if (!change.initial()) {
                changes.add(change);
              }
            });
    await(rollcall.list());
    provider.list("b", "c");
    await(rollcall.refresh());

    ModelChange change = changes.poll(5, TimeUnit.SECONDS);

    assertThat(change.added()).containsExactly("acme/c");
    assertThat(change.removed()).containsExactly("acme/a");
    assertThat(await(rollcall.list()).seq()).isEqualTo(change.seq());
    stop.run();
  }

  @Test
  void isDeployedTwiceUnderTwoPrefixes() {
    FakeProvider otherProvider = FakeProvider.start(vertx).list("x");
    Rollcall one = await(Rollcall.deploy(vertx, json("models")));
    Rollcall two = await(Rollcall.deploy(vertx, json("others", otherProvider)));

    assertThat(ids(await(one.list()))).containsExactly("acme/a", "acme/b");
    assertThat(ids(await(two.list()))).containsExactly("acme/x");
    await(one.close());
    assertThat(ids(await(two.list()))).containsExactly("acme/x");
  }

  @Test
  void aSecondDeploymentThatWouldCollideFailsWithOneSentence() {
    Rollcall first = await(Rollcall.deploy(vertx, served(json("models"))));
    assertThatThrownBy(() -> await(Rollcall.deploy(vertx, json("models"))))
        .isInstanceOf(ConfigException.class)
        .hasMessage("bus_prefix: 'models' is already used by another Rollcall in this Vert.x");

    JsonObject samePort = json("others");
    samePort.put(
        "server", new JsonObject().put("host", "127.0.0.1").put("port", first.port().getAsInt()));
    assertThatThrownBy(() -> await(Rollcall.deploy(vertx, samePort)))
        .hasMessageContaining("server.port");

    await(first.close());
    assertThat(ids(await(await(Rollcall.deploy(vertx, json("models"))).list()))).hasSize(2);
  }

  @Test
  void servesRestFromAnApplicationsOwnRouter() {
    Rollcall rollcall = await(Rollcall.deploy(vertx, json("models")));
    Router router = Router.router(vertx);
    rollcall.mount(router);
    int port =
        await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    WebClient client = WebClient.create(vertx);

    JsonObject list = await(client.get(port, "127.0.0.1", "/v1/models").send()).bodyAsJsonObject();

    assertThat(list.getJsonArray("data")).hasSize(2);
    assertThat(await(client.post(port, "127.0.0.1", "/v1/refresh").send()).statusCode())
        .isEqualTo(403);
    client.close();
  }

  @Test
  void appliesAChangedConfigurationWithoutDisturbingWhatStays() {
    Rollcall rollcall = await(Rollcall.deploy(vertx, json("models")));
    await(rollcall.list());
    FakeProvider added = FakeProvider.start(vertx).list("x");
    JsonObject changed = json("models");
    changed.getJsonObject("providers").put("more", instance(added));

    await(rollcall.configure(read(changed)));

    assertThat(ids(await(rollcall.list()))).containsExactly("acme/a", "acme/b", "more/x");
    assertThat(provider.requests()).as("acme is not asked again").isEqualTo(1);
    await(rollcall.configure(read(json("models"))));
    assertThat(ids(await(rollcall.list()))).containsExactly("acme/a", "acme/b");
  }

  @Test
  void changesSettingsOverTheBusUntilTheConfigurationIsAppliedAgain() {
    Rollcall rollcall = await(Rollcall.deploy(vertx, json("models")));
    await(rollcall.list());
    JsonObject part = new JsonObject().put("default_ttl_seconds", 60);

    JsonObject inForce = await(vertx.eventBus().<JsonObject>request("models.config", part)).body();

    assertThat(inForce.getInteger("default_ttl_seconds")).isEqualTo(60);
    ProviderStatus status = await(rollcall.providers()).get(0);
    assertThat(status.expiresAt()).isEqualTo(status.fetchedAt().plusSeconds(60));
    assertThatThrownBy(
            () ->
                await(
                    vertx
                        .eventBus()
                        .request("models.config", new JsonObject().put("default_ttl", 60))))
        .isInstanceOfSatisfying(
            ReplyException.class, failure -> assertThat(failure.failureCode()).isEqualTo(400))
        .hasMessageContaining("default_ttl");
    await(rollcall.configure(read(json("models"))));
    status = await(rollcall.providers()).get(0);
    assertThat(status.expiresAt()).isEqualTo(status.fetchedAt().plusSeconds(3600));
  }

  @Test
  void usesARotatedKeyFromItsFileWithinSeconds(@TempDir Path directory) throws Exception {
    Path key = Files.writeString(directory.resolve("key"), "one\n");
    provider.handle(
        request -> {
          boolean known = "Bearer two".equals(request.getHeader("Authorization"));
          request
              .response()
              .setStatusCode(known ? 200 : 401)
              .end(known ? FakeProvider.openAiList("a") : "{}");
        });
    JsonObject json = json("models");
    json.getJsonObject("providers").getJsonObject("acme").put("api_key_file", key.toString());
    FakeTime time = new FakeTime(vertx);
    Rollcall rollcall = await(deploy(json, time));
    assertThatThrownBy(() -> await(rollcall.list(only("acme"))))
        .isInstanceOfSatisfying(RequestFailure.class, f -> assertThat(f.status()).isEqualTo(503));

    Files.writeString(key, "two\n");
    Await.until(
        () -> {
          if (!time.isFetching()) {
            time.advance(Duration.ofMillis(2500));
          }
          return await(rollcall.providers()).get(0).models() == 1;
        });

    assertThat(ids(await(rollcall.list()))).containsExactly("acme/a");
    assertThat(await(rollcall.providers()).toString()).doesNotContain("two");
  }

  @Test
  void undeployingLeavesNothingBehind() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    provider = FakeProvider.start(vertx).list("a", "b");
    FakeTime time = new FakeTime(vertx);
    deployUseAndClose(time);
    deployUseAndClose(time);
    int threads = Thread.activeCount();
    int descriptors = descriptors();
    for (int i = 0; i < 10; i++) {
      deployUseAndClose(time);
    }

    assertThat(time.pending()).as("timers").isZero();
    assertThat(vertx.deploymentIDs()).isEmpty();
    assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads);
    Await.until(() -> provider.openConnections() == 0);
    // Each event loop opens one to resolve names with, the first time that it connects.
    Await.until(() -> descriptors() <= descriptors + EVENT_LOOPS);
    for (String address : List.of("list", "get", "providers", "snapshot", "config", "catalog")) {
      assertThatThrownBy(() -> await(vertx.eventBus().request("models." + address, null)))
          .isInstanceOf(ReplyException.class)
          .hasMessageContaining("No handlers");
    }
    assertThat(vertx.sharedData().getLocalMap("models.cache")).isEmpty();
    await(vertx.close());
  }

  private void deployUseAndClose(FakeTime time) {
    Rollcall rollcall = await(deploy(served(json("models")), time));
    rollcall.onChange(change -> {});
    await(rollcall.list());
    await(rollcall.close());
  }

  private Future<Rollcall> deploy(JsonObject json, FakeTime time) {
    RollcallConfig config = read(json);
    return Rollcall.deploy(vertx, config, new RollcallVerticle(config, v -> time.timing()));
  }

  private boolean reaches(Rollcall far) {
    try {
      await(far.list());
      return true;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private static Vertx node() {
    VertxOptions options = new VertxOptions();
    options.getEventBusOptions().setHost("127.0.0.1");
    return await(
        Vertx.builder()
            .with(options)
            .withClusterManager(new FakeClusterManager())
            .buildClustered());
  }

  private JsonObject json(String prefix) {
    return json(prefix, provider);
  }

  private static JsonObject json(String prefix, FakeProvider provider) {
    return new JsonObject()
        .put("bus_prefix", prefix)
        .put("providers", new JsonObject().put("acme", instance(provider)));
  }

  private static JsonObject instance(FakeProvider provider) {
    return new JsonObject().put("type", "openai-compatible").put("base_url", provider.url());
  }

  private static JsonObject served(JsonObject json) {
    return json.put("server", new JsonObject().put("port", 0));
  }

  private static RollcallConfig read(JsonObject json) {
    return ConfigReader.library(ProviderType.specs(), name -> null).read(json);
  }

  private static ModelQuery only(String provider) {
    return ModelQuery.builder().providers(provider).build();
  }

  private static List<String> ids(ModelList list) {
    return list.data().stream().map(ModelInfo::id).toList();
  }

  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }
}
