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
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final Warnings warnings = Warnings.listen();
  private final Places places = new Places(1000);
  private final ByteBudget unfinished = new ByteBudget(100_000);
  private final ByteBudget answers = new ByteBudget(20_000_000);
  private FakeLists lists;
  private int port;

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
    warnings.close();
    assertThat(warnings.lines()).isEmpty();
  }

  @Test
  void refusesConnectionsBeyondTheLimitAndTakesNewOnesWhenThereIsRoom() throws Exception {
    Places few = new Places(3);
    serve(new ServerLimits(few, unfinished, LONG, LONG), 1);
    List<Raw> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Raw raw = Raw.connect(vertx, port).send(GET + "\r\n");
      Await.until(() -> raw.received().contains(" 200 OK"));
      open.add(raw);
    }

    assertThat(Raw.connect(vertx, port).send(GET + "\r\n").awaitClosed())
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .contains("\r\nretry-after: 1\r\n", "\r\nconnection: close\r\n", "\"overloaded\"");
    assertThat(open).noneMatch(Raw::isClosed);
    open.get(0).close();
    Await.until(() -> few.taken() == 2);

    assertThat(new Http(vertx, port).get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void closesAConnectionWhoseRequestDoesNotComeHoweverBusyItIs() throws Exception {
    serve(new ServerLimits(places, unfinished, Duration.ofMillis(300), LONG), 1);
    Raw silent = Raw.connect(vertx, port);
    Raw dripping = Raw.connect(vertx, port).send(GET);
    long drip = vertx.setPeriodic(20, id -> dripping.send("X: y\r\n"));
    Raw asking = Raw.connect(vertx, port).send(GET + "\r\n");

    assertThat(silent.awaitClosed()).isEmpty();
    assertThat(dripping.awaitClosed()).startsWith("HTTP/1.1 408 ").contains("request_timeout");
    vertx.cancelTimer(drip);
    assertThat(asking.isClosed()).isFalse();
    Await.until(() -> places.taken() == 1);
  }

  @Test
  void closesAConnectionThatDripsItsSecondRequest() throws Exception {
    serve(new ServerLimits(places, unfinished, Duration.ofMillis(200), LONG), 1);
    Raw dripping = Raw.connect(vertx, port).send(GET + "\r\n" + GET);
    long drip = vertx.setPeriodic(20, id -> dripping.send("X: y\r\n"));

    assertThat(dripping.awaitClosed()).containsOnlyOnce(" 200 OK").contains("HTTP/1.1 408 ");
    vertx.cancelTimer(drip);
  }

  @Test
  void closesAConnectionThatDripsABody() throws Exception {
    serve(new ServerLimits(places, unfinished, Duration.ofMillis(200), LONG), 1);
    Raw dripping =
        Raw.connect(vertx, port)
            .send(
                "POST /ollama/api/show HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000\r\n\r\n");
    long drip = vertx.setPeriodic(20, id -> dripping.send("x"));

    assertThat(dripping.awaitClosed()).startsWith("HTTP/1.1 408 ").contains("within 0 s");
    vertx.cancelTimer(drip);
    Await.until(() -> places.taken() == 0);
  }

  @Test
  void closesAConnectionThatDripsABodyAfterItsAnswer() throws Exception {
    serve(new ServerLimits(places, unfinished, Duration.ofMillis(200), LONG), 1);
    Raw dripping = Raw.connect(vertx, port).send(GET + "Content-Length: 8000\r\n\r\n");
    long drip = vertx.setPeriodic(20, id -> dripping.send("x"));

    assertThat(dripping.awaitClosed()).containsOnlyOnce(" 200 OK");
    vertx.cancelTimer(drip);
  }

  @Test
  void refusesUnfinishedRequestsWhenTheirMemoryIsUsedAndServesWholeOnes() throws Exception {
    serve(new ServerLimits(places, unfinished, LONG, LONG), 1);
    String head = GET + ("X: " + "y".repeat(140) + "\r\n").repeat(90);
    List<Raw> half = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      half.add(Raw.connect(vertx, port).send(head));
    }

    Await.until(() -> half.stream().filter(Raw::isClosed).count() > 10);
    assertThat(half).filteredOn(Raw::isClosed).allMatch(raw -> raw.received().contains(" 503 "));
    assertThat(unfinished.used()).isLessThanOrEqualTo(100_000);
    assertThat(new Http(vertx, port).get("/v1/models").status()).isEqualTo(200);
    Raw kept = half.stream().filter(raw -> !raw.isClosed()).findFirst().orElseThrow();
    kept.send("\r\n");
    Await.until(() -> kept.received().contains(" 200 OK"));

    half.stream().filter(raw -> !raw.isClosed()).forEach(Raw::close);
    Await.until(() -> unfinished.used() == 0);
  }

  @Test
  void countsWhatALongLineLeavesBehind() throws Exception {
    serve(new ServerLimits(places, unfinished, LONG, LONG), 1);
    Raw raw = Raw.connect(vertx, port).send(GET + "X: " + "y".repeat(15_000) + "\r\n\r\n");

    Await.until(() -> raw.received().contains(" 200 OK"));
    Await.until(() -> unfinished.used() > 15_000);
    raw.close();
    Await.until(() -> unfinished.used() == 0);
  }

  @Test
  void answersThousandsOfPipelinedRequestsAsTheReaderTakesTheAnswers() throws Exception {
    serve(new ServerLimits(places, new ByteBudget(10_000_000), LONG, LONG), 10);
    int requests = 3000;
    Raw raw = Raw.connect(vertx, port).stopReading();
    raw.send((GET + "\r\n").repeat(requests));
    Http http = new Http(vertx, port);
    long before = PlatformDependent.usedDirectMemory();
    for (int i = 0; i < 20; i++) {
      assertThat(http.get("/v1/models").status()).isEqualTo(200);
    }

    // Their answers have 20 MB.
    assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(5_000_000);
    raw.goOnReading();
    raw.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(raw.awaitClosed().split("HTTP/1.1 200 OK", -1)).hasSize(requests + 1);
    assertThat(raw.received()).contains("HTTP/1.1 404 ");
  }

  @Test
  void refusesAnswersWhenReadersHaveTooMuchToTakeAndGoesOnWhenTheyAreGone() throws Exception {
    serve(new ServerLimits(places, unfinished, LONG, LONG), 20_000);
    Http http = new Http(vertx, port);
    List<Raw> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String distinct = "GET /v1/models?limit=" + (15_000 + i) + " HTTP/1.1\r\nHost: localhost\r\n";
      slow.add(Raw.connect(vertx, port).stopReading().send(distinct + "\r\n"));
    }
    Await.until(() -> answers.used() > 10_000_000);

    Http.Reply refused = http.get("/v1/models?limit=14000");
    assertThat(answers.used()).isLessThanOrEqualTo(20_000_000);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().get("retry-after")).isEqualTo("1");
    assertThat(refused.headers().get("etag")).isNull();
    assertThat(http.get("/health/live").status()).isEqualTo(200);
    slow.forEach(Raw::close);
    Await.until(() -> answers.used() == 0);

    assertThat(http.get("/v1/models?limit=14000").status()).isEqualTo(200);
  }

  @Test
  void slowReadersOfOneListShareItsBytes() throws Exception {
    serve(new ServerLimits(places, unfinished, LONG, Duration.ofSeconds(3)), 20_000);
    int bytes = new Http(vertx, port).get("/v1/models").body().length();
    long before = PlatformDependent.usedDirectMemory();
    List<Raw> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(Raw.connect(vertx, port).stopReading().send(GET + "\r\n"));
    }

    Await.until(() -> places.taken() >= 50 && answers.used() == bytes);
    long held = PlatformDependent.usedDirectMemory() - before;
    assertThat(held).isLessThan(50L * bytes / 10);
    // Nothing moves on their connections, nor on the one that is kept by the client above.
    Await.until(() -> places.taken() == 0);
    assertThat(new Http(vertx, port).get("/health/live").status()).isEqualTo(200);
    slow.forEach(reader -> reader.goOnReading().awaitClosed());
    Await.until(() -> answers.used() == 0);
  }

  private void serve(ServerLimits limits, int models) throws Exception {
    List<ModelFacts> facts =
        IntStream.range(0, models)
            .mapToObj(i -> ModelFacts.of("m" + i).name("x".repeat(500)).build())
            .toList();
    lists = new FakeLists(Samples.list("box", "ollama", facts, 60_000));
    ModelService service = Samples.service(lists, answers);
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("models"), new ServerConfig("127.0.0.1", 0), service, limits);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    port = gateway.port();
  }
}
