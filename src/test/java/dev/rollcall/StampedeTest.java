package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everybody at once on a cold cache. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class StampedeTest {

  private static final int CALLERS = 10_000;

  @Test
  void tenThousandConcurrentRequestsMakeOneFetchPerProviderAndAreAllAnswered(Vertx vertx)
      throws Exception {
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    List<FakeProvider> providers = new ArrayList<>();
    JsonObject instances = new JsonObject();
    for (int i = 0; i < 3; i++) {
      FakeProvider provider = FakeProvider.start(vertx).handle(held::add);
      providers.add(provider);
      instances.put(
          "p" + i,
          new JsonObject().put("type", "openai-compatible").put("base_url", provider.url()));
    }
    JsonObject config =
        new JsonObject()
            .put("model_cache", new JsonObject().put("list_timeout_ms", 30_000))
            .put("timeout_ms", 40_000)
            .put("providers", instances);
    Rollcall.deploy(vertx, config).await(10, TimeUnit.SECONDS);
    DeliveryOptions patient = new DeliveryOptions().setSendTimeout(60_000);
    List<Future<Message<JsonObject>>> answers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      answers.add(vertx.eventBus().request("models.list", null, patient));
    }
    Await.until(() -> held.size() == 3);
    held.forEach(request -> request.response().end(FakeProvider.openAiList("a", "b")));

    for (Future<Message<JsonObject>> answer : answers) {
      assertThat(answer.await(30, TimeUnit.SECONDS).body().getJsonArray("data")).hasSize(6);
    }
    assertThat(providers).extracting(FakeProvider::requests).containsOnly(1);
  }
}
