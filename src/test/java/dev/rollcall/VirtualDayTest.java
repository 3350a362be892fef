package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Timing;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a provider is asked over a day of time that the test moves. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class VirtualDayTest {

  private static final int DAY_SECONDS = 86_400;

  @ParameterizedTest
  @ValueSource(ints = {300, 1800, 3600, 14_400})
  void withAReadAMinuteTheProviderIsAskedOnceATtl(int ttlSeconds, Vertx vertx) throws Exception {
    int fetches = fetchesOfADay(vertx, ttlSeconds, true);

    assertThat(fetches)
        .isBetween(DAY_SECONDS / ttlSeconds, (int) Math.ceil(DAY_SECONDS / (0.9 * ttlSeconds)) + 1);
    if (ttlSeconds >= 1800) {
      assertThat(fetches).as("95 % fewer calls than reads").isLessThanOrEqualTo(1440 / 20);
    }
  }

  @Test
  void withoutReadsTheProviderIsAskedOnce(Vertx vertx) throws Exception {
    assertThat(fetchesOfADay(vertx, 1800, false)).isEqualTo(1);
  }

  private static int fetchesOfADay(Vertx vertx, int ttlSeconds, boolean reading) throws Exception {
    FakeProvider provider = FakeProvider.start(vertx).list("a");
    FakeTime time = new FakeTime(vertx);
    Random dice = new Random(ttlSeconds);
    RollcallConfig config =
        ConfigReader.library(ProviderType.specs(), name -> null)
            .read(
                new JsonObject()
                    .put("model_cache", new JsonObject().put("default_ttl_seconds", ttlSeconds))
                    .put(
                        "providers",
                        new JsonObject()
                            .put(
                                "acme",
                                new JsonObject()
                                    .put("type", "openai-compatible")
                                    .put("base_url", provider.url()))));
    Rollcall rollcall =
        Rollcall.deploy(
                vertx,
                config,
                new RollcallVerticle(config, v -> new Timing(time, time, dice::nextDouble)))
            .await(10, TimeUnit.SECONDS);
    Runnable untilIdle = () -> Await.until(() -> !time.isFetching());
    untilIdle.run();
    for (int minute = 0; minute < 24 * 60; minute++) {
      if (reading) {
        assertThat(rollcall.list().await(10, TimeUnit.SECONDS).data()).hasSize(1);
        untilIdle.run();
      }
      time.advance(Duration.ofMinutes(1), untilIdle);
    }
    rollcall.close().await(10, TimeUnit.SECONDS);
    return provider.requests();
  }
}
