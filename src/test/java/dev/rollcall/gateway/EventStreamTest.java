package dev.rollcall.gateway;

import static dev.rollcall.feed.Events.added;
import static dev.rollcall.feed.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.feed.Events;
import dev.rollcall.feed.History;
import dev.rollcall.feed.Past;
import dev.rollcall.model.ModelJson;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.EventReader;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventStreamTest {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Vertx vertx = Vertx.vertx();
  private final FakeTime time = new FakeTime(vertx);
  private final History history = new History();
  private final Places places = new Places(3);
  private final FakeLists lists =
      new FakeLists(Samples.live("acme", "openai", "m"), Samples.live("box", "ollama", "m"));
  private final ModelService service =
      new ModelService(
          lists,
          List::of,
          (row, field) -> null,
          Samples.TYPES,
          Samples.TICKER,
          new Feed(history, lists, Samples.TYPES, any -> time, places));
  private GatewayVerticle gateway;

  @BeforeEach
  void listen() throws Exception {
    history.begin(Past.unknown(40), 42);
    gateway = deploy(ServerLimits.standard());
  }

  private GatewayVerticle deploy(ServerLimits limits) throws Exception {
    GatewayVerticle verticle =
        new GatewayVerticle(
            new Addresses("models"), new ServerConfig("127.0.0.1", 0), service, limits);
    vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    return verticle;
  }

  @AfterEach
  void close() throws Exception {
    if (vertx.deploymentIDs().contains(gateway.deploymentID())) {
      vertx.undeploy(gateway.deploymentID()).await(10, TimeUnit.SECONDS);
    }
    vertx.close().await(10, TimeUnit.SECONDS);
    assertThat(places.taken()).isZero();
    assertThat(time.pending()).isZero();
  }

  private EventReader openWithShortIdleTimes() throws Exception {
    vertx.undeploy(gateway.deploymentID()).await(10, TimeUnit.SECONDS);
    gateway =
        deploy(
            new ServerLimits(
                new Places(10),
                new ByteBudget(1 << 20),
                Duration.ofMillis(200),
                Duration.ofMillis(400)));
    return open("");
  }

  private EventReader open(String query) {
    return open(query, Map.of());
  }

  private EventReader open(String query, Map<String, String> headers) {
    EventReader reader = EventReader.open(vertx, gateway.port(), "/v1/events" + query, headers);
    assertThat(reader.status()).isEqualTo(200);
    Await.until(() -> !reader.blocks().isEmpty());
    return reader;
  }

  private static List<String> ids(EventReader reader) {
    return reader.events().stream().map(EventReader.Event::id).toList();
  }

  private static void awaitIds(EventReader reader, String... ids) {
    Await.until(() -> reader.events().size() >= ids.length);
    assertThat(ids(reader)).containsExactly(ids);
  }

  @Test
  void eventsComeAsOnTheBus() {
    EventReader reader = open("");
    history.add(added(43, "acme", "new"), "openai");
    history.add(status("box", "ollama"), 43, Events.AT);
    awaitIds(reader, "43", "43.1");

    assertThat(reader.headers().get("content-type")).isEqualTo("text/event-stream");
    assertThat(reader.headers().get("cache-control")).isEqualTo("no-store");
    assertThat(reader.blocks().get(0)).isEqualTo("retry: 3000\nid: 40");
    assertThat(reader.events()).map(EventReader.Event::name).containsExactly("changed", "status");
    assertThat(reader.events().get(0).json()).isEqualTo(ModelJson.toJson(added(43, "acme", "new")));
    assertThat(reader.events().get(1).json()).isEqualTo(ModelJson.toJson(status("box", "ollama")));
    reader.close();
    Await.until(() -> places.taken() == 0);
  }

  @Test
  void resumesAfterTheLastEventSeen() {
    for (long seq = 41; seq <= 45; seq++) {
      history.add(added(seq, "acme", "m" + seq), "openai");
    }

    awaitIds(open("?since=43"), "44", "45");
    awaitIds(open("?since=43", Map.of("Last-Event-ID", "44")), "45");
    EventReader all = open("?since=40");
    awaitIds(all, "41", "42", "43", "44", "45");
    history.add(added(46, "acme", "m"), "openai");
    awaitIds(all, "41", "42", "43", "44", "45", "46");
  }

  @Test
  void keepsTheEventsOfSomeInstancesAndTypes() {
    EventReader acme = open("?provider=acme");
    EventReader ollama = open("?type=ollama");
    EventReader both = open("?provider=acme,box&type=ollama&type=openai");
    history.add(added(43, "box", "m"), "ollama");
    history.add(added(44, "acme", "m"), "openai");
    history.add(status("box", "ollama"), 44, Events.AT);
    history.add(added(45, "acme", "n"), "openai");

    awaitIds(both, "43", "44", "44.1", "45");
    awaitIds(acme, "44", "45");
    awaitIds(ollama, "43", "44.1");
  }

  @Test
  void whatCannotBeAskedForIsOneClear400() {
    Http http = new Http(vertx, gateway.port());
    for (String query :
        List.of("since=x", "since=1&since=2", "since=", "provider=none", "type=none")) {
      Http.Reply reply = http.get("/v1/events?" + query);
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.error().getString("param")).isEqualTo(query.replaceAll("=.*", ""));
    }
    history.add(added(43, "gone", "m"), "openai");
    awaitIds(open("?provider=gone&since=42"), "43");
  }

  @ParameterizedTest
  @ValueSource(strings = {"39", "99999", "43.1", "of another server", "-1"})
  void aPlaceThatIsNotKnownIsAnsweredWithAReset(String lastId) {
    history.add(added(43, "acme", "m"), "openai");
    EventReader reader = open("", Map.of("Last-Event-ID", lastId));
    history.add(added(44, "acme", "n"), "openai");
    awaitIds(reader, "43", "44");

    EventReader.Event reset = reader.events().get(0);
    assertThat(reset.name()).isEqualTo("reset");
    assertThat(reset.json().getLong("seq")).isEqualTo(42);
    assertThat(reset.json().getString("oldest")).isEqualTo("40");
    assertThat(reset.json().getString("message")).contains("list again");
    assertThat(reset.data()).doesNotContain("another");
  }

  @Test
  void aListsNumberIsAPlaceThoughItsChangeIsToldAMomentLater() {
    EventReader reader = open("?since=42");
    history.add(added(42, "acme", "m"), "openai");
    history.add(added(43, "acme", "n"), "openai");

    awaitIds(reader, "43");
  }

  @Test
  void heartbeatsAreCommentsThatSayHowFarAFilterHasCome() {
    EventReader reader = open("?provider=box");
    time.advance(HEARTBEAT);
    Await.until(() -> reader.blocks().contains(":"));
    history.add(added(43, "acme", "m"), "openai");
    Await.until(
        () -> {
          time.advance(HEARTBEAT);
          return reader.blocks().contains(":\nid: 43");
        });

    assertThat(reader.lastId()).isEqualTo("43");
    assertThat(reader.events()).isEmpty();
  }

  @Test
  void aReaderThatTakesNothingIsLeftBehindAndTold() {
    EventReader slow = open("").pause();
    EventReader quick = open("");
    String longName = "m".repeat(20_000);
    int events = 0;
    while (places.taken() == 2) {
      history.add(added(43 + events++, "acme", longName), "openai");
      Await.until(() -> quick.lastId().equals(history.last().toString()));
      assertThat(events).isLessThan(5000);
    }
    slow.resume();
    Await.until(() -> slow.ended().isComplete());

    EventReader.Event last = slow.events().get(slow.events().size() - 1);
    assertThat(last.name()).isEqualTo("behind");
    assertThat(last.json().getString("resume")).isEqualTo(last.id()).isEqualTo(slow.lastId());
    assertThat(slow.events().size()).isLessThan(events);
    assertThat(quick.ended().isComplete()).isFalse();
    history.add(added(99_999, "acme", "m"), "openai");
    EventReader again = open("", Map.of("Last-Event-ID", slow.lastId()));
    Await.until(() -> "99999".equals(again.lastId()));
  }

  @Test
  void aLongReplayIsNotTakenForSlowness() {
    String name = "m".repeat(1000);
    for (int i = 0; i < 5000; i++) {
      history.add(added(43 + i, "acme", name), "openai");
    }
    EventReader reader = open("?since=42").pause();
    history.add(added(9000, "acme", "m"), "openai");
    reader.resume();
    Await.until(() -> "9000".equals(reader.lastId()));

    assertThat(reader.events()).hasSize(5001);
    assertThat(ids(reader)).doesNotHaveDuplicates();
  }

  @Test
  void thereAreSoManyStreamsAtOnceAndNoMore() {
    EventReader first = open("");
    open("");
    open("");
    Http.Reply refused = new Http(vertx, gateway.port()).get("/v1/events");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().get("retry-after")).isEqualTo("1");
    first.close();
    Await.until(() -> places.taken() == 2);

    open("");
  }

  @Test
  void aHeadRequestHasNoStreamAndAnotherFormIsRefused() {
    Http http = new Http(vertx, gateway.port());
    Http.Reply head = http.send(HttpMethod.HEAD, "/v1/events");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers().get("content-type")).isEqualTo("text/event-stream");
    assertThat(places.taken()).isZero();
    for (String accept : List.of("application/json", "text/html, image/*", "text/plain;q=0.5")) {
      Http.Reply reply = http.send(HttpMethod.GET, "/v1/events", Map.of("Accept", accept));
      assertThat(reply.status()).isEqualTo(406);
      assertThat(reply.error().getString("code")).isEqualTo("not_acceptable");
    }
    assertThat(http.send(HttpMethod.POST, "/v1/events").status()).isEqualTo(405);

    open("", Map.of("Accept", "text/html, Text/Event-Stream;q=0.9"));
    open("", Map.of("Accept", "*/*"));
  }

  @Test
  void aReaderOfHttp10IsServedToo() {
    Raw raw = Raw.connect(vertx, gateway.port()).send("GET /v1/events HTTP/1.0\r\n\r\n");
    Await.until(() -> raw.received().contains("retry: 3000"));
    history.add(added(43, "acme", "m"), "openai");
    Await.until(() -> raw.received().contains("id: 43\n"));
    raw.close();
  }

  @Test
  void idleTimesDoNotEndAStreamThatIsAlive() throws Exception {
    EventReader reader = openWithShortIdleTimes();
    int beats = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(1200)) {
      time.advance(HEARTBEAT);
      int expected = ++beats;
      Await.until(() -> reader.blocks().size() > expected || reader.ended().isComplete());
    }

    assertThat(reader.ended().isComplete()).isFalse();
  }

  @Test
  void aStreamOnWhichNothingMovesIsClosed() throws Exception {
    EventReader reader = openWithShortIdleTimes();

    Await.until(() -> reader.ended().isComplete());
  }

  @Test
  void undeployingEndsStreamsAtOnceWithWhatThereWas() throws Exception {
    EventReader reader = open("");
    history.add(added(43, "acme", "m"), "openai");
    vertx.undeploy(gateway.deploymentID()).await(3, TimeUnit.SECONDS);
    Await.until(() -> reader.ended().isComplete());

    awaitIds(reader, "43");
  }

  @Test
  void whoMayReadIsCheckedAgainWhenThatChanges() {
    EventReader reader = open("");
    gateway.admit(new ServerConfig("127.0.0.1", 0).access());

    Await.until(() -> reader.ended().isComplete());
    open("");
  }

  @Test
  void onARouterOfAnApplicationStreamsEndWithTheHistory() throws Exception {
    Router router = Router.router(vertx);
    Router all = Router.router(vertx);
    RestRoutes.mount(router, service);
    all.route("/llm*").subRouter(router);
    HttpServer server =
        vertx.createHttpServer().requestHandler(all).listen(0).await(10, TimeUnit.SECONDS);
    EventReader reader =
        EventReader.open(vertx, server.actualPort(), "/llm/v1/events?since=42", Map.of());
    history.add(added(43, "acme", "m"), "openai");
    awaitIds(reader, "43");
    history.close();
    Await.until(() -> reader.ended().isComplete());

    assertThat(new Http(vertx, server.actualPort()).get("/llm/v1/events").status()).isEqualTo(503);
  }

  @Test
  void theIndexNamesTheEndpoints() {
    JsonObject index = new Http(vertx, gateway.port()).get("/").json();

    assertThat(index.encode()).contains("/v1/events", "/v1/changes", "/v1/changes.atom");
    assertThat(new Http(vertx, gateway.port()).get("/v1/changes-atom").status()).isEqualTo(404);
  }
}
