package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import dev.rollcall.testing.RawProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every misbehaviour over every type that can show it, in one Rollcall with an honest neighbour.
 */
@Timeout(30)
class HostileProviderTest {

  private static final Duration TTL = Duration.ofSeconds(20);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** More than the largest answer that is taken, with what is under way in buffers. */
  private static final long MAX_BYTES = 40L * 1024 * 1024;

  private static final List<Misbehaviour> TABLE =
      Stream.of(HttpFaults.all(), ListFaults.all(), AnswerFaults.all())
          .flatMap(List::stream)
          .toList();
  private static final Map<String, RawProvider> SERVERS = new LinkedHashMap<>();
  private static LogWatch logs;
  private static Vertx vertx;
  private static FakeTime time;
  private static FakeProvider neighbour;
  private static Callers callers;
  private static JsonObject neighbourAtFirst;

  @BeforeAll
  static void askAllTypes() {
    logs = LogWatch.of(Callers.KEY_MARK);
    vertx = Vertx.vertx();
    time = new FakeTime(vertx);
    neighbour = FakeProvider.start(vertx).list("honest");
    JsonObject providers =
        new JsonObject()
            .put("neighbour", instance("neighbour", neighbour.url()).put("type", "openai"));
    for (TypeFixture fixture : TypeFixture.ALL) {
      RawProvider server =
          RawProvider.start(vertx).handle(asked -> Misbehaviour.behave(asked, fixture));
      SERVERS.put(fixture.type(), server);
      providers.put(fixture.type(), instance(fixture.type(), server.url()));
    }
    callers = Callers.deploy(vertx, providers, time.timing());
    callers.bus(
        "models.config",
        new JsonObject()
            .put("default_ttl_seconds", TTL.toSeconds())
            .put(
                "provider_ttl_overrides",
                new JsonObject()
                    .put("ollama", TTL.toSeconds())
                    .put("lmstudio", TTL.toSeconds())
                    .put("neighbour", 1_000_000)));
    Callers.await(callers.refresh());
    neighbourAtFirst = callers.status("neighbour");
    assertThat(neighbourAtFirst.getString("source")).isEqualTo("live");
  }

  @AfterAll
  static void close() {
    Callers.await(vertx.close());
    logs.close();
    SERVERS.clear();
    assertThat(logs.seen()).isPositive();
    assertThat(logs.found()).isEmpty();
  }

  static Stream<Arguments> table() {
    return TypeFixture.ALL.stream()
        .flatMap(
            fixture ->
                TABLE.stream()
                    .filter(misbehaviour -> misbehaviour.shows().test(fixture.type()))
                    .map(misbehaviour -> Arguments.of(fixture, misbehaviour)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("table")
  void aProviderThat(TypeFixture fixture, Misbehaviour misbehaviour) {
    try {
      misbehave(fixture, misbehaviour);
    } catch (AssertionError failure) {
      throw new AssertionError(fixture + " " + misbehaviour + ": " + failure.getMessage(), failure);
    }
  }

  private static void misbehave(TypeFixture fixture, Misbehaviour misbehaviour) {
    String type = fixture.type();
    RawProvider server = SERVERS.get(type).handle(asked -> Misbehaviour.behave(asked, fixture));
    Callers.await(callers.refresh(type));
    int neighbourRequests = neighbour.requests();
    long bytes = server.bytesSent();
    int requests = server.requests();

    server.handle(asked -> misbehaviour.answer(asked, fixture));
    Future<?> asked = callers.refresh(type);
    if (misbehaviour.hangs()) {
      passTheTimeout(fixture, misbehaviour, requests);
    }
    Callers.await(asked);

    Await.until(() -> server.openConnections() == 0);
    assertThat(server.bytesSent() - bytes).as("bytes read").isLessThan(MAX_BYTES);
    JsonObject status = callers.status(type);
    assertThat(status.getString("source")).as("within its TTL").isEqualTo("live");
    if (misbehaviour.code() == null) {
      assertThat(status.containsKey("error")).isFalse();
      assertThat(status.getInteger("skipped")).isEqualTo(misbehaviour.skipped());
      assertThat(listed(type)).containsExactlyInAnyOrderElementsOf(fixture.ids());
    } else {
      assertFailed(status, misbehaviour);
      assertFallsBack(fixture, misbehaviour);
    }
    assertThat(callers.status("neighbour")).isEqualTo(neighbourAtFirst);
    assertThat(neighbour.requests()).isEqualTo(neighbourRequests);
  }

  @Test
  void theTableIsLong() {
    assertThat(TABLE).extracting(Misbehaviour::name).doesNotHaveDuplicates();
    for (TypeFixture fixture : TypeFixture.ALL) {
      assertThat(TABLE.stream().filter(row -> row.shows().test(fixture.type())))
          .as(fixture.type())
          .hasSizeGreaterThan(60);
    }
  }

  /** Lets the deadline come once the request that it is to end has come in. */
  private static void passTheTimeout(
      TypeFixture fixture, Misbehaviour misbehaviour, int requestsBefore) {
    boolean isSecond = misbehaviour.onNextPage() || misbehaviour.code() == null;
    Await.until(
        () -> SERVERS.get(fixture.type()).requests() >= requestsBefore + (isSecond ? 2 : 1));
    time.advance(TIMEOUT);
  }

  private static void assertFailed(JsonObject status, Misbehaviour misbehaviour) {
    JsonObject error = status.getJsonObject("error");
    assertThat(error).as("the error").isNotNull();
    assertThat(error.getString("code"))
        .as(error.getString("message"))
        .isEqualTo(misbehaviour.code().wireName());
    assertThat(error.getString("message")).doesNotContain("<", "{", "\n").hasSizeLessThan(200);
    if (!misbehaviour.isRefusal()) {
      assertThat(status.getString("circuit")).isEqualTo("open");
      assertThat(status.getInstant("next_attempt_at"))
          .isBetween(time.now(), time.now().plus(Duration.ofHours(1)));
    }
  }

  /** Asserts that what is served past the TTL is what this cause calls for, without a call. */
  private static void assertFallsBack(TypeFixture fixture, Misbehaviour misbehaviour) {
    String type = fixture.type();
    int requests = SERVERS.get(type).requests();
    List<String> catalog = callers.catalogIds(type);
    boolean isStale = misbehaviour.code().nobodyAnswered() || catalog.isEmpty();
    time.advance(TTL);
    JsonObject status = callers.status(type);
    assertThat(status.getString("source")).isEqualTo(isStale ? "stale" : "catalog");
    if (misbehaviour.isRefusal()) {
      assertThat(status.getInteger("models"))
          .isEqualTo(isStale ? fixture.ids().size() : catalog.size());
    } else {
      assertThat(listed(type)).isEqualTo(isStale ? fixture.ids() : catalog);
    }
    assertThat(SERVERS.get(type).requests()).as("requests").isEqualTo(requests);
  }

  private static List<String> listed(String type) {
    return Callers.nativeIds(callers.rest("/v1/providers/" + type + "/models"));
  }

  private static JsonObject instance(String name, String url) {
    return new JsonObject()
        .put("api_key", Callers.KEY_MARK + name)
        .put("base_url", url)
        .put(
            "circuit_breaker",
            new JsonObject().put("max_failures", 1).put("reset_timeout_ms", 60_000));
  }
}
