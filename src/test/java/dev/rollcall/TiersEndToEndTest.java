package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeProvider.Fault;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each tier once, with deployed verticles, a real server and a TTL of a minute. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class TiersEndToEndTest {

  private static final Duration TTL = Duration.ofMinutes(1);

  private FakeProvider provider;
  private FakeTime time;
  private Rollcall rollcall;

  @BeforeEach
  void deploy(Vertx vertx) throws Exception {
    provider = FakeProvider.start(vertx).list("gpt-live");
    time = new FakeTime(vertx);
    RollcallConfig config =
        ConfigReader.library(ProviderType.specs(), name -> null)
            .read(
                new JsonObject()
                    .put(
                        "model_cache", new JsonObject().put("default_ttl_seconds", TTL.toSeconds()))
                    .put(
                        "providers",
                        new JsonObject()
                            .put(
                                "openai",
                                new JsonObject()
                                    .put("api_key", "sk-mark")
                                    .put("base_url", provider.url()))));
    rollcall =
        Rollcall.deploy(vertx, config, new RollcallVerticle(config, v -> time.timing()))
            .await(10, TimeUnit.SECONDS);
    assertThat(ids(list())).containsExactly("openai/gpt-live");
  }

  @Test
  void theCacheAnswersWithinTheTtl() {
    provider.stop();
    time.advance(TTL.minusSeconds(7));

    assertThat(ids(list())).containsExactly("openai/gpt-live");
    assertThat(list().data()).extracting(ModelInfo::source).containsOnly(Source.LIVE);
    assertThat(provider.requests()).isEqualTo(1);
  }

  @Test
  void theProviderIsAskedAfterTheTtl() {
    untilIdle();
    time.advance(TTL.multipliedBy(2), this::untilIdle);
    provider.list("gpt-new");

    assertThat(ids(list())).containsExactly("openai/gpt-new");
  }

  @Test
  void theCatalogAnswersWhenTheProviderAnswersWithAnError() {
    provider.answer(500, "{}");
    time.advance(TTL.multipliedBy(2), this::untilIdle);

    ModelList list = list();

    assertThat(list.data()).hasSizeGreaterThan(40);
    assertThat(list.data()).extracting(ModelInfo::source).containsOnly(Source.CATALOG);
    assertThat(status().error().code()).isEqualTo(ErrorCode.HTTP_5XX);
  }

  @Test
  void theStaleListAnswersWhenNobodyDoes() {
    provider.fault(Fault.DROPPED_CONNECTION);
    time.advance(TTL.multipliedBy(2), this::untilIdle);

    assertThat(ids(list())).containsExactly("openai/gpt-live");
    assertThat(list().data()).extracting(ModelInfo::source).containsOnly(Source.STALE);
    assertThat(status().error().code()).isEqualTo(ErrorCode.RESET);
  }

  @Test
  void theCircuitOpensAfterThreeFailuresAndTheFirstAnswerClosesIt() {
    provider.answer(500, "{}");
    time.advance(TTL.multipliedBy(2), this::untilIdle);
    for (int i = 0; i < 3; i++) {
      list();
      untilIdle();
      time.advance(Duration.ofSeconds(5), this::untilIdle);
    }
    assertThat(status().circuit()).isEqualTo(CircuitState.OPEN);
    int before = provider.requests();
    list();
    untilIdle();
    assertThat(provider.requests()).isEqualTo(before);

    time.advance(Duration.ofSeconds(30), this::untilIdle);
    Await.until(() -> status().circuit() == CircuitState.HALF_OPEN);
    provider.list("gpt-back");
    list();
    Await.until(() -> status().circuit() == CircuitState.CLOSED);

    assertThat(ids(list())).containsExactly("openai/gpt-back");
  }

  private void untilIdle() {
    Await.until(() -> !time.isFetching());
  }

  private ModelList list() {
    return await(rollcall.list());
  }

  private ProviderStatus status() {
    return await(rollcall.providers()).get(0);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }

  private static List<String> ids(ModelList list) {
    return list.data().stream().map(ModelInfo::id).toList();
  }
}
