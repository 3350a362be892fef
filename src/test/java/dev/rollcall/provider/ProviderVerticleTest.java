package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.config.BreakerConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeProvider.Fault;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One provider verticle, a real server, and time that the test moves. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class ProviderVerticleTest {

  private static final Addresses ADDRESSES = new Addresses("test");

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final BlockingQueue<CircuitChange> circuits = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private FakeTime time;
  private FakeProvider provider;
  private long requests;
  private int listedBefore;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx);
    LocalCodec.register(vertx);
    vertx
        .eventBus()
        .<Outcome>localConsumer(ADDRESSES.provider("acme"), m -> outcomes.add(m.body()));
    vertx
        .eventBus()
        .<CircuitChange>localConsumer(ADDRESSES.circuit("acme"), m -> circuits.add(m.body()));
  }

  @Test
  void publishesTheListAsOneOutcomeAndClosesItsConnections() throws Exception {
    deploy("openai");
    provider.list("a", "b", "a");

    Outcome.Listed listed = (Outcome.Listed) fetch();

    assertThat(listed.models()).extracting(ModelFacts::nativeId).containsExactly("a", "b");
    assertThat(provider.received().get(0).getHeader("Authorization")).isEqualTo("Bearer sk-mark");
    assertThat(provider.received().get(0).getHeader("User-Agent")).startsWith("rollcall/");
    awaitNoConnection();
  }

  @ParameterizedTest
  @CsvSource({
    "HTML,NOT_JSON",
    "TRUNCATED_JSON,MALFORMED",
    "DEEPLY_NESTED_JSON,MALFORMED",
    "WRONG_TYPES,MALFORMED",
    "NULLS,MALFORMED",
    "HALF_A_PAGE,RESET",
    "REDIRECT,REDIRECT",
    "ENDLESS,TOO_LARGE",
    "DROPPED_CONNECTION,RESET"
  })
  void saysWhichWayTheProviderMisbehavedAndClosesItsConnections(Fault fault, ErrorCode code)
      throws Exception {
    deploy("openai");
    provider.fault(fault);

    Outcome.Failed failed = (Outcome.Failed) fetch();

    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.message()).doesNotContain("sk-mark").doesNotContain("Welcome");
    assertThat(provider.bytesSent()).isLessThan(64L * 1024 * 1024);
    awaitNoConnection();
  }

  @Test
  void readsACompressedListAndCutsOffOneThatNeverEnds() throws Exception {
    deploy("openai");
    byte[] list = gzip(FakeProvider.openAiList("a").getBytes(StandardCharsets.UTF_8), 1);
    byte[] bomb = gzip(new byte[1024 * 1024], 200);
    provider.handle(request -> gzipped(request, list));
    assertThat(((Outcome.Listed) fetch()).models()).hasSize(1);
    assertThat(provider.received().get(0).getHeader("Accept-Encoding")).contains("gzip");

    provider.handle(request -> gzipped(request, bomb));

    assertThat(((Outcome.Failed) fetch()).code()).isEqualTo(ErrorCode.TOO_LARGE);
    awaitNoConnection();
  }

  @ParameterizedTest
  @CsvSource({"NOTHING", "ONE_BYTE_A_SECOND"})
  void boundsTheWholeFetchByItsTimeout(Fault fault) throws Exception {
    deploy("openai");
    provider.fault(fault);
    request(false);
    awaitRequests(1);
    time.advance(Duration.ofSeconds(10));

    Outcome.Failed failed = (Outcome.Failed) next();

    assertThat(failed.code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(failed.message()).contains("within 10 s");
    awaitNoConnection();
  }

  @Test
  void aServerThatIsNotThereIsConnectAndNotRunning() throws Exception {
    int port;
    try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closedAtOnce.getLocalPort();
    }
    deploy(config("openai", "http://127.0.0.1:" + port), "openai");

    Outcome.Failed failed = (Outcome.Failed) fetch();

    assertThat(failed.code()).isEqualTo(ErrorCode.CONNECT);
    assertThat(failed.message()).startsWith("not running at 127.0.0.1:");
  }

  @Test
  void aNameWithoutAnAddressIsDns() throws Exception {
    deploy(config("openai", "http://nowhere.invalid/v1"), "openai");

    assertThat(((Outcome.Failed) fetch()).code()).isEqualTo(ErrorCode.DNS);
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsTls() throws Exception {
    deploy(config("openai", provider.url().replace("http:", "https:")), "openai");

    Outcome.Failed failed = (Outcome.Failed) fetch();

    assertThat(failed.code()).isEqualTo(ErrorCode.TLS);
    assertThat(provider.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"401,UNAUTHORIZED", "403,FORBIDDEN"})
  void aRefusedKeyIsAnAnswerAndNotAFailure(int status, ErrorCode code) throws Exception {
    deploy("openai");
    provider.answer(status, "{\"error\":{\"message\":\"Incorrect key sk-mark\"}}");
    for (int i = 0; i < 5; i++) {
      Outcome.Rejected rejected = (Outcome.Rejected) fetch();
      assertThat(rejected.code()).isEqualTo(code);
      assertThat(rejected.circuit()).isEqualTo(CircuitState.CLOSED);
      assertThat(rejected.message()).doesNotContain("sk-mark");
    }
  }

  @Test
  void a403WithAPageInsteadOfJsonIsAFailure() throws Exception {
    deploy("openai");
    provider.handle(r -> r.response().setStatusCode(403).end("<html>Are you a robot?</html>"));

    assertThat(((Outcome.Failed) fetch()).code()).isEqualTo(ErrorCode.HTTP_4XX);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini,'{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}'",
    "xai,'{\"code\":\"invalid\",\"error\":\"Incorrect API key provided: sk***rk\"}'"
  })
  void a400ThatSaysTheKeyIsWrongIsARefusedKey(String type, String body) throws Exception {
    deploy(type);
    provider.answer(400, body);

    assertThat(fetch()).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void anEmptyListIsAFailureOfACloudAndTheTruthOfALocalServer() throws Exception {
    deploy("openai");
    provider.list();
    assertThat(((Outcome.Failed) fetch()).code()).isEqualTo(ErrorCode.EMPTY);
  }

  @Test
  void anEmptyLocalServerListsNothing() throws Exception {
    deploy("ollama");
    provider.answer("{\"models\":[]}");
    assertThat(((Outcome.Listed) fetch()).models()).isEmpty();
  }

  @Test
  void aMalformedEntryIsSkippedAndCounted() throws Exception {
    deploy("openai");
    provider.answer(
        "{\"data\":[{\"id\":\"a\"},{\"id\":7},null,\"x\",{\"id\":\"b\",\"created\":\"no\"}]}");

    Outcome.Listed listed = (Outcome.Listed) fetch();

    assertThat(listed.models()).extracting(ModelFacts::nativeId).containsExactly("a", "b");
    assertThat(listed.skipped()).isEqualTo(3);
  }

  @Test
  void doesNotAskBeforeTheNextAttemptAndAsksWhenForced() throws Exception {
    deploy("openai");
    provider.answer(500, "{}");
    fetch();

    Outcome.Skipped skipped = (Outcome.Skipped) fetch();
    assertThat(skipped.code()).isEqualTo(ErrorCode.HTTP_5XX);
    assertThat(skipped.retryIn()).isEqualTo(Duration.ofSeconds(1));
    assertThat(provider.requests()).isEqualTo(1);

    provider.list("a");
    request(true);
    assertThat(next()).isInstanceOf(Outcome.Listed.class);
  }

  @Test
  void threeFailuresInARowHoweverFarApartOpenTheCircuit() throws Exception {
    deploy("openai");
    provider.answer(500, "{}");
    for (int i = 0; i < 2; i++) {
      assertThat(fetch().circuit()).isEqualTo(CircuitState.CLOSED);
      time.advance(Duration.ofDays(1));
    }

    Outcome.Failed third = (Outcome.Failed) fetch();

    assertThat(third.circuit()).isEqualTo(CircuitState.OPEN);
    assertThat(third.retryIn()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anAnswerInBetweenBeginsTheRowAnew() throws Exception {
    deploy("openai");
    for (int i = 0; i < 4; i++) {
      provider.answer(429, "{}");
      assertThat(fetch().circuit()).isEqualTo(CircuitState.CLOSED);
      time.advance(Duration.ofMinutes(1));
      provider.answer(i % 2 == 0 ? 200 : 401, FakeProvider.openAiList("a"));
      assertThat(fetch().circuit()).isEqualTo(CircuitState.CLOSED);
    }
  }

  @Test
  void anOpenCircuitTurnsARequestToTheFallbackHandlerAndAsksNobody() throws Exception {
    openTheCircuit();

    Outcome.Skipped turned = (Outcome.Skipped) fetch();

    assertThat(turned)
        .isEqualTo(
            new Outcome.Skipped(
                requests,
                "acme",
                CircuitState.OPEN,
                ErrorCode.HTTP_5XX,
                turned.message(),
                3,
                Duration.ofSeconds(30)));
    assertThat(provider.requests()).isEqualTo(3);
  }

  @Test
  void theCircuitHalfOpensAfterItsTimeAndTheNextAnswerClosesIt() throws Exception {
    openTheCircuit();
    time.advance(Duration.ofSeconds(30));
    assertThat(circuits.poll(5, TimeUnit.SECONDS).state()).isEqualTo(CircuitState.HALF_OPEN);

    provider.list("a");

    assertThat(fetch().circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aFailedProbeOpensTheCircuitAgain() throws Exception {
    openTheCircuit();
    time.advance(Duration.ofSeconds(30));

    Outcome.Failed probe = (Outcome.Failed) fetch();

    assertThat(probe.circuit()).isEqualTo(CircuitState.OPEN);
    assertThat(probe.retryIn()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void noProbeIsMadeBeforeTheTimeTheProviderAskedFor() throws Exception {
    deploy("openai");
    provider.handle(r -> r.response().setStatusCode(429).putHeader("Retry-After", "120").end("{}"));
    for (int i = 0; i < 3; i++) {
      request(true);
      next();
    }
    time.advance(Duration.ofSeconds(119));
    assertThat(fetch()).isInstanceOf(Outcome.Skipped.class);

    time.advance(Duration.ofSeconds(1));
    assertThat(fetch()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aForcedRequestGoesPastTheOpenCircuitAndSuccessClosesIt() throws Exception {
    openTheCircuit();
    request(true);
    assertThat(next().circuit()).as("failure leaves it open").isEqualTo(CircuitState.OPEN);

    provider.list("a");
    request(true);

    assertThat(next().circuit()).isEqualTo(CircuitState.CLOSED);
    time.advance(Duration.ofMinutes(2));
    assertThat(circuits).as("the old circuit's timer is of no consequence").isEmpty();
  }

  @Test
  void aResetEndsTheFetchAndStartsTheCircuitAfresh() throws Exception {
    openTheCircuit();
    provider.fault(Fault.NOTHING);
    request(true);
    awaitRequests(4);
    vertx.eventBus().send(ADDRESSES.reset("acme"), null, LocalCodec.options());
    awaitNoConnection();
    assertThat(next()).isEqualTo(new Outcome.Aborted(requests, "acme", CircuitState.CLOSED));
    provider.list("a");

    Outcome after = fetch();

    assertThat(after).isInstanceOf(Outcome.Listed.class);
    assertThat(after.request()).isEqualTo(requests);
  }

  @Test
  void withoutAKeyAProviderThatNeedsOneIsNotAsked() throws Exception {
    deploy(config("openai").withApiKey(null), "openai");

    Outcome.Skipped skipped = (Outcome.Skipped) fetch();

    assertThat(skipped.code()).isEqualTo(ErrorCode.NO_KEY);
    assertThat(skipped.retryIn()).isNull();
    assertThat(provider.requests()).isZero();
  }

  @Test
  void aProviderThatListsWithoutAKeyIsAskedWithoutOne() throws Exception {
    deploy(config("openrouter").withApiKey(null), "openrouter");
    provider.answer("{\"data\":[{\"id\":\"a/b\"}]}");

    assertThat(fetch()).isInstanceOf(Outcome.Listed.class);
    assertThat(provider.received().get(0).getHeader("Authorization")).isNull();
  }

  @Test
  void perplexityListsWhatTheCatalogHasWithoutAnyCall() throws Exception {
    deploy("perplexity");

    Outcome.Listed listed = (Outcome.Listed) fetch();

    assertThat(listed.builtin()).isTrue();
    assertThat(listed.models()).extracting(ModelFacts::nativeId).containsExactly("in-catalog");
    assertThat(provider.requests()).isZero();
  }

  @Test
  void everyPageIsAskedForAndAPageThatFailsLeavesNoHalfList() throws Exception {
    deploy("anthropic");
    provider.handle(
        r -> {
          boolean first = r.getParam("after_id") == null;
          r.response()
              .end(
                  first
                      ? "{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"last_id\":\"a\"}"
                      : "{\"data\":[{\"id\":\"b\"}],\"has_more\":false,\"last_id\":\"b\"}");
        });
    assertThat(((Outcome.Listed) fetch()).models())
        .extracting(ModelFacts::nativeId)
        .containsExactly("a", "b");

    provider.handle(
        r -> {
          if (r.getParam("after_id") == null) {
            r.response().end("{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"last_id\":\"a\"}");
          } else {
            r.response().setStatusCode(500).end("{}");
          }
        });
    assertThat(((Outcome.Failed) fetch()).code()).isEqualTo(ErrorCode.INCOMPLETE);
  }

  @Test
  void pagesThatNameEachOtherComeToAnEnd() throws Exception {
    deploy("anthropic");
    provider.answer("{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"last_id\":\"a\"}");

    assertThat(((Outcome.Failed) fetch()).code()).isEqualTo(ErrorCode.INCOMPLETE);
    assertThat(provider.requests()).isEqualTo(2);
  }

  @Test
  void sideRequestsAddFieldsOnceAndNeitherFailNorHoldUpTheList() throws Exception {
    deploy("ollama");
    String tags = "{\"models\":[{\"name\":\"q:1b\",\"model\":\"q:1b\",\"digest\":\"d1\"}]}";
    provider.handle(
        r -> {
          if (r.path().endsWith("/api/tags")) {
            r.response().end(tags);
          } // the details never come
        });
    request(false);
    awaitRequests(2);
    time.advance(Duration.ofSeconds(1));
    Outcome.Listed listed = (Outcome.Listed) next();
    assertThat(listed.models().get(0).contextWindow()).isNull();

    provider.handle(
        r ->
            r.response()
                .end(
                    r.path().endsWith("/api/tags")
                        ? tags
                        : "{\"model_info\":{\"general.architecture\":\"q\",\"q.context_length\":4096}}"));
    assertThat(((Outcome.Listed) fetch()).models().get(0).contextWindow()).isEqualTo(4096);
    int before = provider.requests();
    assertThat(((Outcome.Listed) fetch()).models().get(0).contextWindow()).isEqualTo(4096);
    assertThat(provider.requests()).as("remembered by digest").isEqualTo(before + 1);
  }

  @Test
  void aFetchThatHasEndedAsksNothingMore() throws Exception {
    deploy("ollama");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      rows.append(i == 0 ? "" : ",")
          .append("{\"name\":\"m%d:1b\",\"digest\":\"d%d\"}".formatted(i, i));
    }
    provider.handle(
        r -> {
          if (r.path().endsWith("/api/tags")) {
            r.response().end("{\"models\":[" + rows + "]}");
          } // the details never come
        });
    request(false);
    awaitRequests(5);
    vertx.eventBus().send(ADDRESSES.reset("acme"), null, LocalCodec.options());
    awaitNoConnection();
    assertThat(next()).isInstanceOf(Outcome.Aborted.class);
    provider.answer("{\"models\":[]}");

    assertThat(fetch()).isInstanceOf(Outcome.Listed.class);
    assertThat(provider.requests()).as("one list, four details, one list").isEqualTo(6);
  }

  private static void gzipped(HttpServerRequest request, byte[] body) {
    request.response().putHeader("Content-Encoding", "gzip").end(Buffer.buffer(body));
  }

  private static byte[] gzip(byte[] content, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        gzip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  private void openTheCircuit() throws Exception {
    deploy("openai");
    provider.answer(500, "{}");
    for (int i = 0; i < 3; i++) {
      request(true);
      next();
    }
  }

  private void deploy(String type) throws Exception {
    deploy(config(type), type);
  }

  private void deploy(InstanceConfig config, String type) throws Exception {
    vertx
        .deployVerticle(
            new ProviderVerticle(
                config,
                ProviderType.of(type).orElseThrow(),
                new OneModel(),
                ADDRESSES,
                time.timing()))
        .await(10, TimeUnit.SECONDS);
  }

  private InstanceConfig config(String type) {
    return config(type, provider.url());
  }

  private static InstanceConfig config(String type, String baseUrl) {
    return new InstanceConfig(
        "acme",
        ProviderType.of(type).orElseThrow().spec(),
        InstanceConfig.Enabled.TRUE,
        baseUrl,
        Secret.of("sk-mark"),
        null,
        Map.of(),
        Duration.ofSeconds(10),
        BreakerConfig.DEFAULT,
        Globs.ALL,
        Route.DIRECT,
        null);
  }

  private Outcome fetch() throws InterruptedException {
    request(false);
    return next();
  }

  private void request(boolean forced) {
    vertx
        .eventBus()
        .send(
            ADDRESSES.fetch("acme"),
            new FetchRequest(++requests, forced, listedBefore),
            LocalCodec.options());
  }

  private Outcome next() throws InterruptedException {
    Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
    assertThat(outcome).as("an outcome").isNotNull();
    return outcome;
  }

  private void awaitRequests(int count) {
    Await.until(() -> provider.requests() >= count);
  }

  private void awaitNoConnection() {
    Await.until(() -> provider.openConnections() == 0);
  }

  private record OneModel() implements ModelCatalog {
    @Override
    public List<ModelFacts> models(String type) {
      return List.of(ModelFacts.of("in-catalog").build());
    }

    @Override
    public List<Enriched> enrich(String type, List<ModelFacts> listed) {
      return EMPTY.enrich(type, listed);
    }
  }
}
