package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OverloadTest {

  private final Promise<Void> cacheAnswers = Promise.promise();
  private final Vertx vertx = Vertx.vertx();
  private final Places places = new Places(3);
  private Http http;
  private int port;

  @BeforeEach
  void listen() throws Exception {
    FakeLists lists =
        new FakeLists(Samples.live("box", "ollama", "m")) {
          @Override
          public Future<Answer> answer(Collection<String> instances) {
            return cacheAnswers.future().compose(now -> super.answer(instances));
          }
        };
    ModelService service = Samples.service(lists, places);
    GatewayVerticle gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    port = gateway.port();
    http = new Http(vertx, port);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsTooMuchIsRefusedAtOnceAndTheRestAnswered() throws Exception {
    List<Future<Message<Object>>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      waiting.add(vertx.eventBus().request("models.list", null));
    }
    Raw rest = Raw.connect(vertx, port).send("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Await.until(() -> places.taken() == 3);

    Http.Reply reply = http.get("/v1/models");
    ReplyException failure =
        catchThrowableOfType(
            ReplyException.class,
            () -> vertx.eventBus().request("models.get", null).await(5, TimeUnit.SECONDS));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error().getString("code")).isEqualTo("overloaded");
    assertThat(reply.headers().get("retry-after")).isEqualTo("1");
    assertThat(failure.failureCode()).isEqualTo(503);
    assertThat(http.get("/health/live").status()).isEqualTo(200);

    cacheAnswers.complete();
    for (Future<Message<Object>> answer : waiting) {
      answer.await(5, TimeUnit.SECONDS);
    }
    Await.until(() -> rest.received().contains(" 200 OK"));
    Await.until(() -> places.taken() == 0);
    assertThat(http.get("/v1/models").status()).isEqualTo(200);
  }

  @Test
  void aRequestThatFailsGivesItsPlaceBack() {
    cacheAnswers.fail("trouble");
    for (int i = 0; i < 10; i++) {
      assertThat(http.get("/v1/models?limit=x").status()).isEqualTo(400);
      assertThat(http.get("/v1/models").status()).isEqualTo(500);
    }

    assertThat(places.taken()).isZero();
  }
}
