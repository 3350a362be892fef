package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running Rollcall whose catalog file changes. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class CatalogReloadTest {

  private static final Duration SCAN = Duration.ofMillis(2500);

  @TempDir private Path directory;
  private final List<ModelChange> changes = new CopyOnWriteArrayList<>();
  private final List<JsonObject> statuses = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private FakeTime time;
  private FakeProvider openai;
  private Path file;
  private Rollcall rollcall;

  @BeforeEach
  void start(Vertx started) throws IOException {
    vertx = started;
    time = new FakeTime(vertx);
    openai = FakeProvider.start(vertx).list("gpt-a", "gpt-b");
    file = directory.resolve("catalog.jsonl");
    catalog(file, 1000, "sonar");
    RollcallConfig config = config(file);
    Rollcall.connect(vertx).onChange(changes::add);
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "models.provider.openai.status", message -> statuses.add(message.body()));
    rollcall =
        await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, given -> time.timing())));
    await(rollcall.list());
    Await.until(() -> changes.size() == 2 && statuses.size() == 1);
    changes.clear();
    statuses.clear();
  }

  @AfterEach
  void end() {
    await(rollcall.close());
  }

  @Test
  void whatIsKeptIsEnrichedAgainWithoutAskingAnybody() throws IOException {
    int requests = openai.requests();
    assertThat(window("openai/gpt-a")).isEqualTo(1000);

    catalog(file, 2000, "sonar");
    scanUntil(() -> window("openai/gpt-a") == 2000);

    assertThat(openai.requests()).isEqualTo(requests);
    Await.until(() -> changes.size() == 2);
    assertThat(changes)
        .anySatisfy(
            change -> {
              assertThat(change.provider()).isEqualTo("openai");
              assertThat(change.added()).isEmpty();
              assertThat(change.removed()).isEmpty();
              assertThat(change.changed())
                  .containsExactly(
                      new ModelChange.Changed("openai/gpt-a", List.of("context_window")));
            });
    assertThat(statuses).isEmpty();
  }

  @Test
  void theCatalogAndTheListsThatComeFromItAreTheNewOnes() throws IOException {
    assertThat(ids("perplexity")).containsExactly("perplexity/sonar");

    catalog(file, 1000, "sonar-next");
    scanUntil(() -> ids("perplexity").equals(List.of("perplexity/sonar-next")));

    JsonObject catalog = await(vertx.eventBus().<JsonObject>request("models.catalog", null)).body();
    assertThat(catalog.getJsonArray("data").stream().map(row -> ((JsonObject) row).getString("id")))
        .containsExactly("openai/gpt-a", "perplexity/sonar-next");
  }

  @Test
  void whatTheCatalogAnswersForAProviderIsNewToo() throws IOException {
    openai.answer(500, "{}");
    await(rollcall.invalidate("openai"));
    await(rollcall.list());
    assertThat(ids("openai")).containsExactly("openai/gpt-a");

    catalog(file, 6000, "sonar");
    scanUntil(() -> window("openai/gpt-a") == 6000);
  }

  @Test
  void aBrokenFileIsReportedOnceAndTheLastGoodOneStaysInForce() throws IOException {
    try (LogWatch log = LogWatch.of("stays in force")) {
      Files.writeString(file, Files.readString(file).replace("1000", "-1"));
      scanUntil(() -> log.found().size() == 1);

      assertThat(log.found().get(0)).contains(file.toString(), "broken in line 2");
      assertThat(window("openai/gpt-a")).isEqualTo(1000);

      catalog(file, 3000, "sonar");
      scanUntil(() -> window("openai/gpt-a") == 3000);
      assertThat(log.found()).hasSize(1);
    }
  }

  @Test
  void survivesThatTheFileIsRemoved() throws IOException {
    try (LogWatch log = LogWatch.of("cannot be read")) {
      Files.delete(file);
      scanUntil(() -> log.found().size() == 1);
      assertThat(window("openai/gpt-a")).isEqualTo(1000);
    }

    catalog(file, 4000, "sonar");
    scanUntil(() -> window("openai/gpt-a") == 4000);
  }

  @Test
  void anotherFileInTheConfigurationApplies() throws IOException {
    Path other = directory.resolve("other.jsonl");
    catalog(other, 5000, "sonar");

    await(rollcall.configure(config(other)));
    Await.until(() -> window("openai/gpt-a") == 5000);

    await(rollcall.configure(config(directory.resolve("none.jsonl"))));
    assertThat(window("openai/gpt-a")).isEqualTo(5000);
    assertThat(openai.requests()).isEqualTo(1);
  }

  private static void catalog(Path file, long window, String sonar) throws IOException {
    Files.writeString(
        file,
        """
        {"format":1,"sources":[],"models":{"openai":1,"perplexity":1},"retired":{}}
        {"type":"openai","native_id":"gpt-a","context_window":%d}
        {"type":"perplexity","native_id":"%s","context_window":%d}
        """
            .formatted(window, sonar, window));
  }

  /** Scans are made off the event loop, so that one may still run when the next is due. */
  private void scanUntil(BooleanSupplier condition) {
    Await.until(
        () -> {
          time.advance(SCAN);
          return condition.getAsBoolean();
        });
  }

  private RollcallConfig config(Path catalog) {
    JsonObject json =
        new JsonObject()
            .put("catalog", new JsonObject().put("file", catalog.toString()))
            .put(
                "providers",
                new JsonObject()
                    .put(
                        "openai",
                        new JsonObject().put("base_url", openai.url()).put("api_key", "sk-x"))
                    .put("perplexity", new JsonObject().put("api_key", "sk-y")));
    return ConfigReader.library(ProviderType.specs(), name -> null).read(json);
  }

  private Long window(String id) {
    return await(rollcall.get(id)).facts().contextWindow();
  }

  private List<String> ids(String provider) {
    return await(rollcall.list()).data().stream()
        .filter(model -> model.provider().equals(provider))
        .map(ModelInfo::id)
        .toList();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }
}
