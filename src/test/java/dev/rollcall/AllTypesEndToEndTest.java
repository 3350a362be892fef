package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeProvider.Fault;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All fifteen types in one Rollcall, each with a server that does as it is told. */
@Timeout(30)
class AllTypesEndToEndTest {

  /** That of the instance at fault; the others are fresh for far longer than these tests run. */
  private static final Duration TTL = Duration.ofMinutes(1);

  private static final int LONG_TTL_SECONDS = 10_000_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final Set<Fault> HANGING = Set.of(Fault.NOTHING, Fault.ONE_BYTE_A_SECOND);

  /** More than the largest list that is taken, with what is under way in buffers. */
  private static final long MAX_BYTES_A_FETCH = 32L * 1024 * 1024;

  private static final Map<Fault, ErrorCode> CODES =
      Map.ofEntries(
          Map.entry(Fault.HTML, ErrorCode.NOT_JSON),
          Map.entry(Fault.TRUNCATED_JSON, ErrorCode.MALFORMED),
          Map.entry(Fault.DEEPLY_NESTED_JSON, ErrorCode.MALFORMED),
          Map.entry(Fault.WRONG_TYPES, ErrorCode.MALFORMED),
          Map.entry(Fault.NULLS, ErrorCode.MALFORMED),
          Map.entry(Fault.HALF_A_PAGE, ErrorCode.RESET),
          Map.entry(Fault.REDIRECT, ErrorCode.REDIRECT),
          Map.entry(Fault.ENDLESS, ErrorCode.TOO_LARGE),
          Map.entry(Fault.NOTHING, ErrorCode.TIMEOUT),
          Map.entry(Fault.ONE_BYTE_A_SECOND, ErrorCode.TIMEOUT),
          Map.entry(Fault.DROPPED_CONNECTION, ErrorCode.RESET));

  private static final Map<String, FakeProvider> SERVERS = new LinkedHashMap<>();
  private static final Map<String, TypeFixture> FIXTURES = new LinkedHashMap<>();
  private static LogWatch logs;
  private static Vertx vertx;
  private static FakeTime time;
  private static Callers callers;
  private static JsonObject healthy;

  @BeforeAll
  static void askAllTypes() {
    logs = LogWatch.of(Callers.KEY_MARK);
    vertx = Vertx.vertx();
    time = new FakeTime(vertx);
    JsonObject providers = new JsonObject();
    for (TypeFixture fixture : TypeFixture.ALL) {
      FakeProvider server = FakeProvider.start(vertx).handle(fixture::answer);
      SERVERS.put(fixture.type(), server);
      FIXTURES.put(fixture.type(), fixture);
      providers.put(fixture.type(), instance(fixture.type()).put("base_url", server.url()));
    }
    providers.put("perplexity", instance("perplexity"));
    callers = Callers.deploy(vertx, providers, time.timing());
    JsonObject ttls = new JsonObject();
    providers.fieldNames().forEach(name -> ttls.put(name, LONG_TTL_SECONDS));
    changeTtls(ttls);
    healthy = callers.list();
  }

  @AfterAll
  static void close() {
    Callers.await(vertx.close());
    logs.close();
    SERVERS.clear();
    FIXTURES.clear();
  }

  /** Whatever a test did, it has left everybody well, and no key anywhere. */
  @AfterEach
  void everybodyIsWellAndNoKeyIsInAnyLog() {
    assertThat(callers.list()).isEqualTo(healthy);
    assertThat(callers.statusesWithout("")).allSatisfy(AllTypesEndToEndTest::assertWell);
    assertThat(logs.seen()).isPositive();
    assertThat(logs.found()).isEmpty();
    SERVERS.forEach(
        (type, server) -> {
          Await.until(() -> server.openConnections() == 0);
          assertThat(server.received())
              .as("URLs that " + type + " was asked for")
              .noneMatch(request -> request.uri().contains(Callers.KEY_MARK));
        });
  }

  @Test
  void everyTypeIsLiveWithExactlyTheIdsOfItsProvider() {
    assertThat(SERVERS).hasSize(14);
    FIXTURES.forEach(
        (type, fixture) -> {
          JsonObject list = callers.list(type);
          assertThat(Callers.nativeIds(list)).as(type).isEqualTo(fixture.ids());
          assertThat(Callers.distinct(list, "source")).containsExactly("live");
        });
    JsonObject builtin = callers.list("perplexity");
    assertThat(Callers.nativeIds(builtin)).isNotEmpty().isEqualTo(callers.catalogIds("perplexity"));
    assertThat(Callers.distinct(builtin, "source")).containsExactly("builtin");
  }

  @Test
  void aMalformedEntryIsSkippedAndCountedAndTheRestIsServed() {
    serve((server, fixture) -> server.handle(fixture::answerWithMalformedEntries));
    Callers.await(callers.refresh());
    SERVERS
        .keySet()
        .forEach(
            type ->
                assertThat(callers.status(type).getInteger("skipped"))
                    .as(type)
                    .isEqualTo(TypeFixture.malformedEntries()));
    assertThat(callers.list()).isEqualTo(healthy);

    serve((server, fixture) -> server.handle(fixture::answer));
    Callers.await(callers.refresh());
  }

  static Stream<Arguments> faults() {
    return TypeFixture.ALL.stream()
        .flatMap(
            fixture ->
                Stream.of(Fault.values())
                    .filter(fault -> !isAnEmptyList(fault, fixture.type()))
                    .map(fault -> Arguments.of(fixture.type(), fault)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void aFaultyProviderFallsBackAndRecoversAndNobodyElseNotices(String type, Fault fault) {
    FakeProvider server = SERVERS.get(type);
    long bytesBefore = server.bytesSent();
    int requestsOfOthers = requestsWithout(type);
    List<JsonObject> others = callers.statusesWithout(type);
    List<String> circuits = circuitsToldOf(type);
    changeTtls(new JsonObject().put(type, TTL.toSeconds()));
    Callers.await(callers.refresh(type));

    server.fault(fault);
    fail(type, fault, 1);
    assertThat(callers.status(type).getString("source")).as("within its TTL").isEqualTo("live");

    time.advance(TTL);
    int asked = server.requests();
    assertServes(type, fault);
    passTheTimeout(type, fault, asked);
    Await.until(() -> attempts(callers.status(type)) == 2);
    assertFailed(type, fault, 2);

    fail(type, fault, 3);
    assertThat(callers.status(type).getString("circuit")).isEqualTo("open");
    assertThat(callers.status(type).getInstant("next_attempt_at")).isEqualTo(time.now().plus(OPEN));
    int requests = server.requests();
    read(type);
    assertThat(server.requests()).as("requests while the circuit is open").isEqualTo(requests);
    Await.until(() -> server.openConnections() == 0);
    assertThat(server.bytesSent() - bytesBefore).isLessThan(3 * MAX_BYTES_A_FETCH);

    time.advance(OPEN);
    Await.until(() -> callers.status(type).getString("circuit").equals("half_open"));
    server.handle(FIXTURES.get(type)::answer);
    read(type);
    Await.until(() -> callers.status(type).getString("source").equals("live"));

    Await.until(() -> circuits.size() >= 3);
    assertThat(circuits).containsExactly("open", "half_open", "closed");
    assertThat(callers.statusesWithout(type)).isEqualTo(others);
    assertThat(requestsWithout(type)).isEqualTo(requestsOfOthers);
    changeTtls(new JsonObject().put(type, LONG_TTL_SECONDS));
  }

  @Test
  void ollamaWithNullForItsModelsHasNone() {
    FakeProvider server = SERVERS.get("ollama").fault(Fault.NULLS);
    Callers.await(callers.refresh("ollama"));
    assertThat(Callers.nativeIds(callers.list("ollama"))).isEmpty();
    assertWell(callers.status("ollama"));

    server.handle(FIXTURES.get("ollama")::answer);
    Callers.await(callers.refresh("ollama"));
  }

  @ParameterizedTest
  @CsvSource({"200", "302", "400", "401", "403", "404", "429", "500"})
  void aKeyThatAProviderSendsBackGoesNowhere(int status) {
    serve(
        (server, fixture) ->
            server.handle(
                request -> {
                  String key = Callers.KEY_MARK + fixture.type();
                  assertThat(request.headers().toString()).contains(key);
                  request
                      .response()
                      .setStatusCode(status)
                      .setStatusMessage("no " + key)
                      .putHeader("Location", "http://127.0.0.1:1/" + key)
                      .putHeader("Retry-After", key)
                      .end("{\"error\":{\"message\":\"Incorrect API key: " + key + "\"}}");
                }));

    Callers.await(callers.refresh());

    assertThat(callers.statusesWithout("perplexity"))
        .allSatisfy(asked -> assertThat(asked.getJsonObject("error")).isNotNull());
    serve((server, fixture) -> server.handle(fixture::answer));
    Callers.await(callers.refresh());
  }

  private static void read(String type) {
    callers.rest("/v1/providers/" + type + "/models");
  }

  /** Asks a faulty provider in spite of everything. */
  private static void fail(String type, Fault fault, int attempts) {
    int before = SERVERS.get(type).requests();
    Future<?> asked = callers.refresh(type);
    passTheTimeout(type, fault, before);
    Callers.await(asked);
    assertFailed(type, fault, attempts);
  }

  /** Lets the time of a request that comes to no end run out, once it has come in. */
  private static void passTheTimeout(String type, Fault fault, int requestsBefore) {
    if (HANGING.contains(fault)) {
      Await.until(() -> SERVERS.get(type).requests() > requestsBefore);
      time.advance(TIMEOUT);
    }
  }

  private static void assertFailed(String type, Fault fault, int attempts) {
    JsonObject status = callers.status(type);
    assertThat(attempts(status)).isEqualTo(attempts);
    assertThat(status.getJsonObject("error").getString("code"))
        .isEqualTo(CODES.get(fault).wireName());
    if (attempts < 3) {
      assertThat(status.getString("circuit")).isEqualTo("closed");
    }
  }

  /** Asserts that what is served past the TTL is what this cause calls for. */
  private static void assertServes(String type, Fault fault) {
    List<String> catalog = callers.catalogIds(type);
    boolean isStale = CODES.get(fault).nobodyAnswered() || catalog.isEmpty();
    String source = isStale ? "stale" : "catalog";
    JsonObject list = callers.list(type);
    assertThat(Callers.distinct(list, "source")).containsExactly(source);
    assertThat(Callers.nativeIds(list)).isEqualTo(isStale ? FIXTURES.get(type).ids() : catalog);
    assertThat(callers.status(type).getString("source")).isEqualTo(source);
  }

  private static void assertWell(JsonObject status) {
    String source = status.getString("name").equals("perplexity") ? "builtin" : "live";
    assertThat(status.getString("source")).isEqualTo(source);
    assertThat(status.getString("circuit")).isEqualTo("closed");
    assertThat(status.containsKey("error")).isFalse();
    assertThat(status.containsKey("next_attempt_at")).isFalse();
  }

  /** Null in place of an array is how Ollama says that nothing is installed. */
  private static boolean isAnEmptyList(Fault fault, String type) {
    return fault == Fault.NULLS && type.equals("ollama");
  }

  private static int attempts(JsonObject status) {
    JsonObject error = status.getJsonObject("error");
    return error == null ? 0 : error.getInteger("attempts");
  }

  private static int requestsWithout(String type) {
    return SERVERS.entrySet().stream()
        .filter(server -> !server.getKey().equals(type))
        .mapToInt(server -> server.getValue().requests())
        .sum();
  }

  /** The states of the circuit, each once, as they are published from now on. */
  private static List<String> circuitsToldOf(String type) {
    List<String> states = new CopyOnWriteArrayList<>();
    vertx
        .eventBus()
        .<JsonObject>localConsumer(
            "models.provider." + type + ".status",
            message -> {
              String state = message.body().getString("circuit");
              String last = states.isEmpty() ? "closed" : states.get(states.size() - 1);
              if (!state.equals(last)) {
                states.add(state);
              }
            });
    return states;
  }

  private static void serve(BiConsumer<FakeProvider, TypeFixture> behaviour) {
    SERVERS.forEach((type, server) -> behaviour.accept(server, FIXTURES.get(type)));
  }

  private static void changeTtls(JsonObject ttls) {
    callers.bus("models.config", new JsonObject().put("provider_ttl_overrides", ttls));
  }

  private static JsonObject instance(String type) {
    return new JsonObject().put("api_key", Callers.KEY_MARK + type);
  }
}
