package dev.rollcall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rollcall with a directory, undeployed and deployed again. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class RestartTest {

  private static final int EVENT_LOOPS = 2;

  private static final String KEY = "sk-marked-7f3a9";

  @TempDir Path temporary;
  private final List<ModelChange> changes = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private FakeTime time;
  private FakeProvider provider;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx).list("a", "b");
    vertx
        .eventBus()
        .<JsonObject>localConsumer(
            "models.changed", message -> changes.add(ModelJson.change(message.body())));
  }

  @Test
  void withinItsTtlAListIsServedFromTheMomentThePortOpensWithoutACall() {
    Rollcall first = deploy(json());
    ModelList before = await(first.list());
    await(first.close());
    provider.fault(FakeProvider.Fault.NOTHING);
    time.advance(Duration.ofMinutes(59));

    Rollcall next = deploy(served(json()));

    WebClient client = WebClient.create(vertx);
    JsonObject list =
        await(client.get(next.port().getAsInt(), "127.0.0.1", "/v1/models").send())
            .bodyAsJsonObject();
    assertThat(list).isEqualTo(ModelJson.toJson(before));
    assertThat(provider.requests()).isEqualTo(1);
    assertThat(status(next).source()).isEqualTo(Source.LIVE);
    await(next.close());
    client.close();
  }

  @Test
  void afterItsTtlAListIsServedWhileItsProviderIsAskedAgain() {
    Rollcall first = deploy(json());
    await(first.list());
    await(first.close());
    time.advance(Duration.ofHours(1));
    provider.answer(503, "{}");

    Rollcall next = deploy(json());

    assertThat(ids(await(next.list()))).containsExactly("acme/a", "acme/b");
    assertThat(provider.requests()).isEqualTo(2);
    assertThat(status(next).source()).isEqualTo(Source.STALE);
    await(next.close());
  }

  @Test
  void theListOfAnotherKeyAddressOrHeaderIsNeverServed() {
    Rollcall first = deploy(json());
    await(first.list());
    await(first.close());
    provider.answer(503, "{}");
    FakeProvider elsewhere = FakeProvider.start(vertx).answer(503, "{}");
    for (JsonObject other :
        List.of(
            changed(instance -> instance.put("api_key", "sk-other")),
            changed(instance -> instance.remove("api_key")),
            changed(instance -> instance.put("base_url", elsewhere.url())),
            changed(instance -> instance.put("headers", new JsonObject().put("X-A", "b"))))) {
      Rollcall next = deploy(other);
      assertThat(await(next.list()).data()).isEmpty();
      assertThat(status(next).fetchedAt()).isNull();
      await(next.close());
    }
    Rollcall same = deploy(json());
    assertThat(ids(await(same.list()))).containsExactly("acme/a", "acme/b");
    await(same.close());
  }

  @Test
  void theChangeFeedGoesOnWhereItWas() {
    Rollcall run = deploy(json());
    await(run.list());
    Await.until(() -> changes.size() == 1);
    await(run.close());
    run = deploy(json());
    await(run.refresh());
    await(run.close());
    provider.list("b", "c");
    time.setWallClock(Duration.ofDays(-30));
    run = deploy(json());
    await(run.refresh());
    Await.until(() -> changes.size() > 1);
    await(run.close());

    assertThat(changes).hasSize(2);
    assertThat(changes.get(0).initial()).isTrue();
    assertThat(changes.get(1).added()).containsExactly("acme/c");
    assertThat(changes.get(1).removed()).containsExactly("acme/a");
    assertThat(changes.get(1).seq()).isGreaterThan(changes.get(0).seq());
  }

  @Test
  void anInstanceThatIsGoneIsRemovedFromTheFeedOnce() {
    Rollcall run = deploy(json());
    await(run.list());
    await(run.close());
    JsonObject without = json();
    without.put(
        "providers",
        new JsonObject()
            .put("other", without.getJsonObject("providers").getJsonObject("acme").copy()));
    for (int i = 0; i < 2; i++) {
      run = deploy(without);
      await(run.list());
      await(run.close());
    }
    Await.until(() -> changes.size() >= 3);

    assertThat(changes).extracting(ModelChange::provider).containsExactly("acme", "acme", "other");
    assertThat(changes.get(1).removed()).containsExactly("acme/a", "acme/b");
    assertThat(lists()).exists().isDirectoryNotContaining("glob:**acme.json");
  }

  @Test
  void aBrokenFileIsSetAsideAndTheServiceStarts() throws IOException {
    Rollcall run = deploy(json());
    await(run.list());
    await(run.close());
    byte[] bytes = Files.readAllBytes(lists().resolve("acme.json"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(lists().resolve("acme.json"), bytes);

    try (LogWatch log = LogWatch.of("is set aside")) {
      run = deploy(served(json()));
      assertThat(log.found()).hasSize(1);
    }

    assertThat(ids(await(run.list()))).containsExactly("acme/a", "acme/b");
    assertThat(provider.requests()).isEqualTo(2);
    assertThat(lists().resolve("acme.json.bad")).hasBinaryContent(bytes);
    await(run.close());
  }

  @Test
  void aDirectoryThatCannotBeHadCostsPersistenceAndIsInTheStatus() throws IOException {
    Files.writeString(lists(), "a file of the user's");

    Rollcall run = deploy(json());

    assertThat(ids(await(run.list()))).containsExactly("acme/a", "acme/b");
    Await.until(() -> status(run).notStored() != null);
    assertThat(status(run).notStored())
        .isEqualTo("not kept in model_cache.directory: it is a file, not a directory");
    Files.delete(lists());
    await(run.refresh());
    Await.until(() -> status(run).notStored() == null);
    await(run.close());
    assertThat(lists().resolve("acme.json")).isRegularFile();
  }

  @Test
  void aSecondVertxInTheSameDirectoryKeepsItsListsInMemory() {
    Rollcall first = deploy(json());
    await(first.list());
    Vertx otherVertx = Vertx.vertx();
    try {
      Rollcall second = await(Rollcall.deploy(otherVertx, read(json())));
      assertThat(ids(await(second.list()))).containsExactly("acme/a", "acme/b");
      Await.until(() -> status(second).notStored() != null);
      assertThat(status(second).notStored()).contains("another Rollcall uses it");
      assertThat(status(first).notStored()).isNull();
    } finally {
      await(otherVertx.close());
    }
    await(first.close());
  }

  @Test
  void aSecondProcessInTheSameDirectoryKeepsItsListsInMemory() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingRun.class.getName(),
                lists().toString(),
                provider.url(),
                "acme")
            .redirectError(temporary.resolve("err").toFile())
            .start();
    try (BufferedReader output = other.inputReader()) {
      while (!"ready".equals(output.readLine())) {
        assertThat(other.isAlive()).isTrue();
      }
      Rollcall run = deploy(json());
      await(run.list());
      Await.until(() -> status(run).notStored() != null);
      assertThat(status(run).notStored()).contains("another Rollcall uses it");

      other.destroyForcibly().waitFor();
      await(run.refresh());
      Await.until(() -> status(run).notStored() == null);
      await(run.close());
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void neitherTheKeyNorItsFingerprintIsAnywhereButTheFingerprintInItsFile() throws IOException {
    try (LogWatch log = LogWatch.of(KEY)) {
      Rollcall run = deploy(json());
      await(run.list());
      await(run.close());
      String file = Files.readString(lists().resolve("acme.json"), UTF_8);
      assertThat(file).doesNotContain(KEY, "marked");
      String fingerprint = new JsonObject(file.lines().findFirst().get()).getString("fingerprint");
      try (LogWatch logOfNext = LogWatch.of(fingerprint)) {
        Rollcall next = deploy(json());
        String told =
            ModelJson.toJson(await(next.list())).encode()
                + ModelJson.toJson(await(next.providers())).encode();
        assertThat(told).doesNotContain(fingerprint, KEY);
        await(next.close());
        assertThat(logOfNext.found()).isEmpty();
      }
      assertThat(log.found()).isEmpty();
    }
  }

  @Test
  void closingWritesWhatIsKeptAndLeavesNothingOpen() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx).list("a", "b");
    deployUseAndClose();
    deployUseAndClose();
    int threads = Thread.activeCount();
    int descriptors = descriptors();
    for (int i = 0; i < 5; i++) {
      deployUseAndClose();
    }

    assertThat(time.pending()).as("timers").isZero();
    Await.until(() -> provider.openConnections() == 0);
    // Each event loop opens one to resolve names with, the first time that it connects.
    Await.until(() -> descriptors() <= descriptors + EVENT_LOOPS);
    assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads);
    await(vertx.close());
  }

  private void deployUseAndClose() {
    Rollcall run = deploy(json());
    await(run.refresh());
    await(run.close());
    assertThat(lists().resolve("acme.json")).isRegularFile();
  }

  @Test
  void asALibraryWithoutADirectoryNothingIsWritten() {
    JsonObject without = json();
    without.remove("model_cache");
    Rollcall run = deploy(without);
    await(run.list());
    await(run.close());

    assertThat(temporary).isEmptyDirectory();
  }

  private Path lists() {
    return temporary.resolve("lists");
  }

  private Rollcall deploy(JsonObject json) {
    RollcallConfig config = read(json);
    return await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, v -> time.timing())));
  }

  private JsonObject json() {
    return new JsonObject()
        .put("model_cache", new JsonObject().put("directory", lists().toString()))
        .put(
            "providers",
            new JsonObject()
                .put(
                    "acme",
                    new JsonObject()
                        .put("type", "openai-compatible")
                        .put("base_url", provider.url())
                        .put("api_key", KEY)));
  }

  private JsonObject changed(Consumer<JsonObject> change) {
    JsonObject json = json();
    change.accept(json.getJsonObject("providers").getJsonObject("acme"));
    return json;
  }

  private static JsonObject served(JsonObject json) {
    return json.put("server", new JsonObject().put("port", 0));
  }

  private static RollcallConfig read(JsonObject json) {
    return ConfigReader.library(ProviderType.specs(), name -> null).read(json);
  }

  private static ProviderStatus status(Rollcall rollcall) {
    return await(rollcall.providers()).get(0);
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
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
