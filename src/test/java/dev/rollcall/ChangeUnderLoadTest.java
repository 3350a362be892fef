package dev.rollcall;

import static dev.rollcall.Callers.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.CacheVerticle;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.gateway.GatewayVerticle;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.provider.ProviderVerticle;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.deployment.DeploymentContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that may change while requests run does change, and no request notices. */
@Timeout(120)
class ChangeUnderLoadTest {

  private static final int EVENT_LOOPS = 2;

  /** How many more requests every step is followed by. */
  private static final int REQUESTS = 150;

  private static final List<String> ADDRESSES =
      List.of("list", "get", "providers", "refresh", "invalidate", "config", "catalog", "snapshot");

  @TempDir private Path directory;
  private Vertx vertx;
  private FakeTime time;
  private FakeProvider provider;
  private Rollcall rollcall;
  private RequestLoad load;
  private JsonObject configuration;
  private int accounts;
  private int threads;
  private int descriptors;

  @BeforeEach
  void start() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx);
    provider.handle(
        request -> {
          String account = String.valueOf(request.getHeader("Authorization")).replaceAll(".* ", "");
          request.response().end(FakeProvider.openAiList(account + ".m1", account + ".m2"));
        });
    configuration =
        new JsonObject()
            .put("server", new JsonObject().put("port", 0))
            .put("model_cache", new JsonObject().put("default_ttl_seconds", 1))
            .put(
                "providers",
                new JsonObject()
                    .put("stays", instance(account()))
                    .put("acme", instance(account()))
                    .put("other", instance(account())));
  }

  @AfterEach
  void end() {
    await(vertx.close());
  }

  @Test
  void noRequestNoticesAChange() throws Exception {
    begin();

    for (int round = 0; round < 3; round++) {
      addAndRemove("guest-" + round);
      rotateTheKey("acme");
      rotateTheKeyInAFile("other", directory.resolve("key-" + round));
      changeGlobsAndTimes("stays");
      switchOffAndOn("acme");
      replaceTheCatalog(round);
      forgetAndAsk("stays");
      waitForRequests();
    }

    finish();
  }

  @Test
  void whatIsTakenAwayFromOutsideIsBackWithTheNextDeployment() throws Exception {
    begin();
    for (Class<?> taken :
        List.of(ProviderVerticle.class, GatewayVerticle.class, CacheVerticle.class)) {
      load.expectNothing();
      undeployOneOf(taken);
      waitForRequests();
      await(rollcall.close());
      deploy();
      load.expectEverything(rollcall.port().orElseThrow());
      waitForRequests();
    }

    finish();
  }

  @Test
  void everyCloseUnderLoadLeavesNothingBehind() throws Exception {
    begin();
    for (int i = 0; i < 3; i++) {
      load.expectNothing();
      await(rollcall.close());
      waitForRequests();
      deploy();
      load.expectEverything(rollcall.port().orElseThrow());
      waitForRequests();
    }
    finish();
  }

  @Test
  void aRefreshEndsThoughItsInstanceIsTakenAway() {
    provider.handle(request -> {});
    deploy();
    Future<List<ProviderStatus>> all = rollcall.refresh();
    Future<List<ProviderStatus>> one = rollcall.refresh("acme");
    Await.until(() -> provider.requests() >= 3);

    providers().remove("acme");
    configure();

    assertThatThrownBy(() -> await(one))
        .isInstanceOfSatisfying(
            RequestFailure.class, gone -> assertThat(gone.status()).isEqualTo(404));
    assertThat(all.isComplete()).as("the others are still being asked").isFalse();
    provider.list("a.m1");
    until(all::isComplete);
    assertThat(await(all)).extracting(ProviderStatus::name).containsExactly("stays", "other");
  }

  /** Deploys and asks, after doing so once before: what that leaves is no leak. */
  private void begin() {
    deployAndAsk();
    await(vertx.fileSystem().exists(directory.toString()));
    await(vertx.executeBlocking(() -> true));
    closeAndStopAsking();
    threads = Thread.activeCount();
    descriptors = descriptors();
    deployAndAsk();
  }

  private void deployAndAsk() {
    deploy();
    load = new RequestLoad(vertx, rollcall.port().orElseThrow());
    providers().forEach(each -> load.expect(each.getKey(), key(each.getKey())));
    load.begin();
    waitForRequests();
  }

  private void closeAndStopAsking() {
    load.expectNothing();
    await(rollcall.close());
    load.end();
    Await.until(() -> provider.openConnections() == 0);
  }

  /** Ends everything; then nothing of it is left. */
  private void finish() {
    closeAndStopAsking();

    assertThat(time.pending()).as("timers").isZero();
    assertThat(vertx.deploymentIDs()).isEmpty();
    assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads);
    // Each event loop opens one to resolve names with, the first time that it connects.
    Await.until(() -> descriptors() <= descriptors + EVENT_LOOPS);
    assertThat(vertx.sharedData().getLocalMap("models.cache")).isEmpty();
    for (String address : ADDRESSES) {
      assertThat(RequestLoad.hasConsumers(vertx, "models." + address)).as(address).isFalse();
    }
  }

  private void deploy() {
    RollcallConfig config = read();
    rollcall =
        await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, given -> time.timing())));
  }

  private void addAndRemove(String name) {
    String account = account();
    providers().put(name, instance(account));
    load.expect(name, account);
    configure();
    waitForRequests();
    providers().remove(name);
    configure();
    load.forget(name);
    waitForRequests();
  }

  private void rotateTheKey(String name) {
    String account = account();
    providers().put(name, instance(account));
    load.expectAlso(name, account);
    configure();
    load.expect(name, account);
    waitForRequests();
  }

  private void rotateTheKeyInAFile(String name, Path file) throws IOException {
    String before = account();
    Files.writeString(file, before);
    JsonObject instance = instance(before);
    instance.remove("api_key");
    providers().put(name, instance.put("api_key_file", file.toString()));
    load.expectAlso(name, before);
    configure();
    load.expect(name, before);
    waitForRequests();
    String after = account();
    load.expectAlso(name, after);
    Files.writeString(file, after);
    time.advance(Duration.ofSeconds(5));
    until(() -> load.sees(name, after));
    load.expect(name, after);
    waitForRequests();
    providers().put(name, instance(after));
    configure();
  }

  private void changeGlobsAndTimes(String name) {
    JsonObject instance = providers().getJsonObject(name);
    instance.put("deny", new JsonArray().add("*.m2")).put("timeout_ms", 5000);
    configure();
    waitForRequests();
    instance.remove("deny");
    configuration.getJsonObject("model_cache").put("default_ttl_seconds", 2);
    configure();
  }

  private void switchOffAndOn(String name) {
    JsonObject instance = providers().getJsonObject(name);
    String account = key(name);
    configure(() -> instance.put("enabled", false));
    load.forget(name);
    waitForRequests();
    load.expect(name, account);
    configure(() -> instance.remove("enabled"));
  }

  private void replaceTheCatalog(int round) throws IOException {
    Path file = directory.resolve("catalog-" + round + ".jsonl");
    try (InputStream in = Rollcall.class.getResourceAsStream("catalog/catalog.jsonl")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    configuration.put("catalog", new JsonObject().put("file", file.toString()));
    configure();
    waitForRequests();
    configuration.remove("catalog");
    configure();
  }

  private void forgetAndAsk(String name) {
    await(rollcall.invalidate(name));
    await(rollcall.refresh(name));
    await(rollcall.invalidate());
    await(rollcall.refresh());
  }

  private void undeployOneOf(Class<?> taken) {
    for (DeploymentContext each : ((VertxInternal) vertx).deploymentManager().deployments()) {
      for (Deployable deployed : each.deployment().instances()) {
        if (taken.isInstance(deployed)) {
          await(vertx.undeploy(each.id()));
          return;
        }
      }
    }
    throw new AssertionError("there is no " + taken);
  }

  private void configure(Runnable edit) {
    edit.run();
    configure();
  }

  private void configure() {
    await(rollcall.configure(read()));
  }

  /** Lets time go by, in which lists expire, until so many more requests are answered. */
  private void waitForRequests() {
    long enough = load.answered() + REQUESTS;
    until(() -> load.answered() >= enough);
  }

  private void until(BooleanSupplier condition) {
    Await.until(
        () -> {
          time.advance(Duration.ofMillis(20));
          return condition.getAsBoolean();
        });
  }

  private RollcallConfig read() {
    return ConfigReader.library(ProviderType.specs(), name -> null).read(configuration.copy());
  }

  private JsonObject providers() {
    return configuration.getJsonObject("providers");
  }

  private String key(String name) {
    return providers().getJsonObject(name).getString("api_key");
  }

  private String account() {
    return "a" + ++accounts;
  }

  private JsonObject instance(String account) {
    return new JsonObject()
        .put("type", "openai-compatible")
        .put("base_url", provider.url())
        .put("api_key", account);
  }

  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }
}
