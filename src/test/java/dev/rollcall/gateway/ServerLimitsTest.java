package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.Warnings;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerLimitsTest {

  private static final String GET = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final Warnings warnings = Warnings.listen();
  private int port;

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
    warnings.close();
    assertThat(warnings.lines()).isEmpty();
  }

  @Test
  void closesConnectionsBeyondTheLimitAndTakesNewOnesWhenThereIsRoom() throws Exception {
    Places places = new Places(3);
    serve(new ServerLimits(places, Duration.ofSeconds(60), Duration.ofSeconds(60)), 1);
    List<Raw> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Raw raw = Raw.connect(vertx, port).send(GET + "\r\n");
      Await.until(() -> raw.received().contains(" 200 OK"));
      open.add(raw);
    }

    assertThat(Raw.connect(vertx, port).send(GET + "\r\n").awaitClosed()).isEmpty();
    assertThat(open).noneMatch(Raw::isClosed);
    open.get(0).close();
    Await.until(() -> places.taken() == 2);

    assertThat(new Http(vertx, port).get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void closesAConnectionWhoseRequestDoesNotComeHoweverBusyItIs() throws Exception {
    Places places = new Places(10);
    serve(new ServerLimits(places, Duration.ofMillis(300), Duration.ofSeconds(60)), 1);
    Raw silent = Raw.connect(vertx, port);
    Raw dripping = Raw.connect(vertx, port).send(GET);
    long drip = vertx.setPeriodic(10, id -> dripping.send("X: y\r\n"));
    Raw asking = Raw.connect(vertx, port).send(GET + "\r\n");

    assertThat(silent.awaitClosed()).isEmpty();
    assertThat(dripping.awaitClosed()).isEmpty();
    vertx.cancelTimer(drip);
    assertThat(asking.isClosed()).isFalse();
    Await.until(() -> places.taken() == 1);
  }

  @Test
  void closesAConnectionThatDripsItsSecondRequest() throws Exception {
    serve(new ServerLimits(new Places(10), Duration.ofMillis(200), Duration.ofMillis(500)), 1);
    Raw dripping = Raw.connect(vertx, port).send(GET + "\r\n" + GET);
    long drip = vertx.setPeriodic(10, id -> dripping.send("X: y\r\n"));

    assertThat(dripping.awaitClosed()).containsOnlyOnce(" 200 OK");
    vertx.cancelTimer(drip);
  }

  @Test
  void slowReadersCostNothingButTheirConnections() throws Exception {
    Places places = new Places(1000);
    serve(new ServerLimits(places, Duration.ofSeconds(60), Duration.ofSeconds(3)), 20_000);
    Http http = new Http(vertx, port);
    int bytes = http.get("/v1/models").body().length();
    long before = PlatformDependent.usedDirectMemory();
    List<Raw> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(Raw.connect(vertx, port).stopReading().send(GET + "\r\n"));
    }

    for (int i = 0; i < 20; i++) {
      assertThat(http.get("/v1/providers/box").status()).isEqualTo(200);
    }
    long held = PlatformDependent.usedDirectMemory() - before;
    assertThat(held).isLessThan(50L * bytes / 10);
    Await.until(() -> places.taken() <= 1);
    assertThat(http.get("/health/live").status()).isEqualTo(200);
    slow.forEach(reader -> reader.goOnReading().awaitClosed());
  }

  private void serve(ServerLimits limits, int models) throws Exception {
    List<ModelFacts> facts =
        IntStream.range(0, models)
            .mapToObj(i -> ModelFacts.of("m" + i).name("x".repeat(500)).build())
            .toList();
    ModelService service =
        Samples.service(new FakeLists(Samples.list("box", "ollama", facts, 60_000)));
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("models"), new ServerConfig("127.0.0.1", 0), service, limits);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    port = gateway.port();
  }
}
