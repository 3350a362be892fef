package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.CircuitState;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.RecordingTracer;
import dev.rollcall.testing.RecordingTracer.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What belongs to whose trace, where an application has Vert.x trace. */
@Timeout(60)
class TracingTest {

  private static final String READER = "reader-key-0123456789";
  private static final String ACCOUNT = "sk-account-0123456789";

  private final RecordingTracer tracer = new RecordingTracer();
  private final Vertx vertx = Vertx.builder().withTracer(options -> tracer).build();
  private final Vertx outside = Vertx.vertx();
  private final FakeProvider provider = FakeProvider.start(outside).list("a", "b");
  private final FakeTime time = new FakeTime(vertx);
  private final WebClient http = WebClient.create(outside);
  private Rollcall rollcall;

  @BeforeEach
  void deploy() {
    JsonObject config =
        new JsonObject()
            .put(
                "server",
                new JsonObject().put("port", 0).put("api_keys", new JsonArray().add(READER)))
            .put(
                "providers",
                new JsonObject()
                    .put(
                        "acme",
                        new JsonObject()
                            .put("type", "openai-compatible")
                            .put("api_key", ACCOUNT)
                            .put("base_url", provider.url())));
    RollcallConfig read = ConfigReader.library(ProviderType.specs(), name -> null).read(config);
    rollcall =
        await(Rollcall.deploy(vertx, read, new RollcallVerticle(read, traced -> time.timing())));
    Await.until(() -> await(rollcall.providers()).get(0).models() == 2);
  }

  @AfterEach
  void close() {
    await(vertx.close());
    await(outside.close());
  }

  @Test
  void theFetchThatARequestWaitsForBelongsToIt() {
    time.advance(Duration.ofHours(2));

    get("/v1/models");

    Span fetch = only(tracer.named("out GET " + provider.url()));
    assertThat(tracer.root(fetch).name()).startsWith("in GET ").endsWith("/v1/models");
    assertThat(provider.received().get(1).getHeader(RecordingTracer.HEADER)).isEqualTo(fetch.id());
    assertAllEnded();
  }

  @Test
  void aRefreshBelongsToWhoAskedForIt() {
    HttpResponse<?> response =
        await(
            http.request(HttpMethod.POST, port(), "127.0.0.1", "/v1/providers/acme/refresh")
                .bearerTokenAuthentication(READER)
                .send());

    assertThat(response.statusCode()).isEqualTo(200);
    Span fetch = only(tracer.named("out GET " + provider.url()));
    assertThat(tracer.root(fetch).name()).endsWith("/v1/providers/acme/refresh");
    assertAllEnded();
  }

  @Test
  void aSharedFetchBelongsToWhoStartedIt() {
    List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    provider.handle(held::add);
    time.advance(Duration.ofHours(2));

    Future<?> first = send("/v1/models");
    Await.until(() -> held.size() == 1);
    Future<?> second = send("/v1/providers/acme/models");
    Await.until(
        () ->
            tracer.named("in send models.cache").stream()
                .anyMatch(span -> tracer.root(span).name().endsWith("acme/models")));
    held.get(0).response().end(FakeProvider.openAiList("c"));
    await(first);
    await(second);

    Span fetch = only(tracer.named("out GET " + provider.url()));
    assertThat(tracer.root(fetch).name()).endsWith("/v1/models").doesNotContain("acme");
    assertAllEnded();
  }

  @Test
  void whatIsFetchedAheadBelongsToNobody() {
    time.advance(Duration.ofHours(2));
    get("/v1/models");
    get("/v1/models");
    int before = tracer.spans().size();

    // Without waiting, time would pass the deadline of the fetch that it starts.
    time.advance(Duration.ofMinutes(59), () -> Await.until(() -> !time.isFetching()));

    assertThat(provider.requests()).isEqualTo(3);

    assertThat(tracer.spans()).hasSize(before);
    assertThat(provider.received().get(2).getHeader(RecordingTracer.HEADER)).isNull();
  }

  @Test
  void aRequestOverTheBusBelongsToItsSender() {
    Router router = Router.router(vertx);
    router
        .get("/application")
        .handler(
            context ->
                vertx
                    .eventBus()
                    .request("models.list", null)
                    .onComplete(list -> context.response().end()));
    time.advance(Duration.ofHours(2));

    await(http.get(serve(router), "127.0.0.1", "/application").send());

    Span fetch = only(tracer.named("out GET " + provider.url()));
    assertThat(tracer.root(fetch).name()).endsWith("/application");
    assertThat(tracer.named("in send models.list")).hasSize(1);
    assertAllEnded();
  }

  @Test
  void aCallFromJavaBelongsToItsCaller() {
    Router router = Router.router(vertx);
    router
        .get("/application")
        .handler(context -> rollcall.list().onComplete(list -> context.response().end()));
    time.advance(Duration.ofHours(2));

    await(http.get(serve(router), "127.0.0.1", "/application").send());

    Span fetch = only(tracer.named("out GET " + provider.url()));
    assertThat(tracer.root(fetch).name()).endsWith("/application");
    assertAllEnded();
  }

  @Test
  void aFetchThatFailsIsEndedToo() {
    provider.fault(FakeProvider.Fault.DROPPED_CONNECTION);
    time.advance(Duration.ofHours(2));

    get("/v1/models");

    assertThat(tracer.named("out GET " + provider.url())).isNotEmpty();
    assertAllEnded();
  }

  @Test
  void whatTimeBringsAboutBelongsToNobody() {
    provider.answer(500, "{}");
    for (int failure = 0; failure < 3; failure++) {
      await(
          http.request(HttpMethod.POST, port(), "127.0.0.1", "/v1/refresh")
              .bearerTokenAuthentication(READER)
              .send());
    }
    assertThat(await(rollcall.providers()).get(0).circuit()).isEqualTo(CircuitState.OPEN);
    assertAllEnded();
    int before = tracer.spans().size();

    time.advance(Duration.ofMinutes(1));
    Await.until(() -> await(rollcall.providers()).get(0).circuit() == CircuitState.HALF_OPEN);

    assertThat(tracer.spans()).hasSize(before);
  }

  @Test
  void noKeyIsInATrace() {
    time.advance(Duration.ofHours(2));
    get("/v1/models");
    await(http.get(port(), "127.0.0.1", "/v1/models").putHeader("x-api-key", "wrong-key").send());

    assertThat(provider.received().get(1).getHeader("Authorization")).contains(ACCOUNT);
    assertThat(tracer.spans().toString())
        .contains("/v1/models")
        .doesNotContain(READER, ACCOUNT, "wrong-key");
  }

  private void assertAllEnded() {
    Await.until(() -> tracer.spans().stream().allMatch(span -> span.ends() == 1));
  }

  private Span only(List<Span> spans) {
    assertThat(spans).as("%s", tracer.spans()).hasSize(1);
    return spans.get(0);
  }

  private void get(String path) {
    assertThat(await(send(path)).statusCode()).isEqualTo(200);
  }

  private Future<? extends HttpResponse<?>> send(String path) {
    return http.get(port(), "127.0.0.1", path).bearerTokenAuthentication(READER).send();
  }

  private int port() {
    return rollcall.port().orElseThrow();
  }

  private int serve(Router router) {
    return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
        .actualPort();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }
}
