package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestRoutesTest {

  private final FakeLists lists =
      new FakeLists(
          Samples.live("openai", "openai", "gpt-5", "shared", "gpt 5+x", "ends/"),
          Samples.off("groq", "groq"),
          Samples.live("my-vllm", "ollama", "/models/x", "vendor/y", "shared", "../up", "50%"),
          Samples.empty("anthropic", "anthropic"));

  private final Vertx vertx = Vertx.vertx();
  private Http http;

  @BeforeEach
  void listen() throws Exception {
    ModelService service =
        Samples.service(
            lists,
            () ->
                List.of(
                    new ModelInfo(
                        "groq", "groq", Source.CATALOG, ModelFacts.of("llama").build(), null)));
    GatewayVerticle gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    http = new Http(vertx, gateway.port());
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void listsModels() {
    Http.Reply reply = http.get("/v1/models");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("object")).isEqualTo("list");
    assertThat(reply.json().getJsonArray("data")).hasSize(9);
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    assertThat(reply.headers().get("cache-status")).isEqualTo("rollcall; hit");
    assertThat(reply.headers().get("x-rollcall-seq")).isEqualTo("42");
    assertThat(reply.headers().get("cache-control"))
        .isEqualTo("max-age=30, stale-while-revalidate=60, stale-if-error=86400");
  }

  @Test
  void forbidsKeepingWhatIsIncomplete() {
    lists.complete = false;
    lists.cacheStatus = new CacheStatus(CacheStatus.Forward.STALE, true);

    Http.Reply reply = http.get("/v1/models");

    assertThat(reply.headers().get("cache-control")).isEqualTo("no-cache");
    assertThat(reply.headers().get("cache-status")).isEqualTo("rollcall; fwd=stale; collapsed");
  }

  @Test
  void takesAQuery() {
    Http.Reply reply =
        http.get("/v1/models?provider=openai,my-vllm&q=SHARED&sort=-id&limit=1&unknown=%20x&x");

    assertThat(reply.json().getJsonArray("data").getJsonObject(0).getString("id"))
        .isEqualTo("openai/shared");
    assertThat(reply.json().getInteger("total")).isEqualTo(2);
    assertThat(reply.json().getBoolean("has_more")).isTrue();
    assertThat(lists.asked).containsExactly(List.of("openai", "my-vllm"));
  }

  @ParameterizedTest
  @CsvSource({
    "capability=flying, capability, invalid_value",
    "provider=nobody, provider, invalid_value",
    "type=nobody, type, invalid_value",
    "limit=0, limit, invalid_value",
    "after=openai/none, after, invalid_cursor"
  })
  void namesTheParameterAtFault(String query, String param, String code) {
    Http.Reply reply = http.get("/v1/models?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().getString("param")).isEqualTo(param);
    assertThat(reply.error().getString("code")).isEqualTo(code);
    assertThat(reply.error().getString("type")).isEqualTo("invalid_request_error");
    assertThat(reply.error().getString("message")).contains(param);
    assertThat(reply.headers().contains("x-rollcall-seq")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5, openai/gpt-5",
    "openai%2Fgpt-5, openai/gpt-5",
    "%6Fpenai%2Fgpt%2D5, openai/gpt-5",
    "openai/gpt%205+x, openai/gpt 5+x",
    "openai/gpt-5/, openai/gpt-5",
    "openai/ends/, openai/ends/",
    "my-vllm//models/x, my-vllm//models/x",
    "my-vllm%2F%2Fmodels%2Fx, my-vllm//models/x",
    "my-vllm//models/x/, my-vllm//models/x",
    "my-vllm/../up, my-vllm/../up",
    "my-vllm/50%25, my-vllm/50%",
    "gpt-5, openai/gpt-5",
    "vendor/y, my-vllm/vendor/y",
    "openai/gpt-5?unknown=1, openai/gpt-5"
  })
  void findsOneModelByItsRawPath(String path, String id) {
    Http.Reply reply = http.get("/v1/models/" + path);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("id")).isEqualTo(id);
    assertThat(reply.headers().get("x-rollcall-seq")).isEqualTo("42");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/openai/none, 404, model_not_found",
    "/v1/models/groq/llama, 404, model_not_found",
    "/v1/models/openai%252Fgpt-5, 404, model_not_found",
    "/v1/models//, 404, model_not_found",
    "/v1/models/shared, 409, ambiguous_model",
    "/v1/models/openai/%zz, 400, invalid_path",
    "/v1/models/openai/50%, 400, invalid_path",
    "/v1/models?q=%zz, 400, invalid_query",
    "/v1/models/anthropic/claude, 503, no_models",
    "/v1/providers/nobody, 404, provider_not_found",
    "/v1/providers/nobody/models, 404, provider_not_found",
    "/v1/providers/groq/models, 404, provider_disabled",
    "/v1/providers/anthropic/models, 503, no_models",
    "/v1/providers/%zz, 400, invalid_path",
    "/v1/catalog?type=x, 400, invalid_value",
    "/v1/nothing, 404, not_found",
    "/v1/providers/a/b/c, 404, not_found",
    "/v1, 404, not_found",
    "/metrics, 501, no_metrics",
    "/openapi.json, 404, not_found",
    "/%zz, 404, not_found",
    "//v1/models, 404, not_found"
  })
  void answersErrorsInJson(String uri, int status, String code) {
    Http.Reply reply = http.get(uri);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    assertThat(reply.error().fieldNames()).containsExactly("message", "type", "param", "code");
    assertThat(reply.error().getString("code")).isEqualTo(code);
    assertThat(reply.error().getString("message")).isNotBlank();
  }

  @Test
  void saysWhenToComeBack() {
    Http.Reply reply = http.get("/v1/providers/anthropic/models");

    assertThat(reply.headers().get("retry-after")).isEqualTo("31");
    assertThat(reply.error().getString("type")).isEqualTo("server_error");
  }

  @Test
  void keepsOwnTroubleToItself() {
    lists.failure = new IllegalStateException("secret detail");

    Http.Reply reply = http.get("/v1/models");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.error().getString("code")).isEqualTo("internal");
    assertThat(reply.body()).doesNotContain("secret detail").doesNotContain("Exception");
  }

  @Test
  void tellsHowProvidersAre() {
    assertThat(http.get("/v1/providers").json().getJsonArray("data")).hasSize(4);
    assertThat(http.get("/v1/providers/groq").json().getString("reason")).isEqualTo("no KEY");
    assertThat(http.get("/v1/providers/groq").headers().get("cache-control")).isEqualTo("no-cache");

    JsonObject models = http.get("/v1/providers/my-vllm/models?limit=2&provider=openai").json();
    assertThat(models.getInteger("total")).isEqualTo(5);
    assertThat(models.getJsonArray("providers")).hasSize(1);
  }

  @Test
  void servesTheCatalog() {
    JsonObject catalog = http.get("/v1/catalog?type=groq").json();

    assertThat(catalog.getJsonArray("data").getJsonObject(0).getString("id"))
        .isEqualTo("groq/llama");
    assertThat(catalog.getJsonArray("data").getJsonObject(0).getString("source"))
        .isEqualTo("catalog");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/models",
        "/v1/models/",
        "/v1/models/openai/gpt-5",
        "/v1/providers",
        "/v1/providers/",
        "/v1/providers/groq",
        "/v1/providers/groq/",
        "/v1/providers/openai/models/",
        "/v1/catalog",
        "/v1/catalog/",
        "/health/live",
        "/health/ready",
        "/health/ready/",
        "/openapi.yaml"
      })
  void answersHeadAsGetWithoutTheBody(String uri) {
    Http.Reply get = http.get(uri);
    Http.Reply head = http.send(HttpMethod.HEAD, uri);

    assertThat(get.status()).isEqualTo(200);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().toString()).isEqualTo(get.headers().toString());
    assertThat(head.headers().get("content-length"))
        .isEqualTo(Integer.toString(get.body().length()));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/models, 'GET, HEAD'",
    "PUT, /v1/models/openai/gpt-5, 'GET, HEAD'",
    "DELETE, /v1/providers, 'GET, HEAD'",
    "GET, /v1/refresh, POST",
    "HEAD, /v1/refresh, POST",
    "GET, /v1/providers/openai/refresh/, POST",
    "POST, /v1/cache, DELETE",
    "GET, /v1/cache/openai, DELETE",
    "POST, /health/live, 'GET, HEAD'",
    "OPTIONS, /, 'GET, HEAD'"
  })
  void namesTheMethodsThatAreTaken(String method, String uri, String allowed) {
    Http.Reply reply = http.send(HttpMethod.valueOf(method), uri);

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers().get("allow")).isEqualTo(allowed);
    if (!method.equals("HEAD")) {
      assertThat(reply.error().getString("code")).isEqualTo("method_not_allowed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE | /v1/cache?providr=openai | | 'providr'; did you mean provider?
          DELETE | /v1/cache?id=openai | | 'id'
          DELETE | /v1/cache | {"id":"openai"} | 'id'
          DELETE | /v1/cache | [1] | the body is a JSON object
          DELETE | /v1/cache | {"provider": | the body is
          DELETE | /v1/cache?provider= | | provider has an empty value
          DELETE | /v1/cache?provider=openai | {"provider":"groq"} | not in both
          DELETE | /v1/cache/openai?provider=groq | | the path says
          DELETE | /v1/cache/openai | {"provider":"groq"} | the path says
          POST | /v1/refresh?providers=openai | | 'providers'; did you mean provider?
          POST | /v1/refresh?force=true | | 'force'
          POST | /v1/refresh | {"models":[]} | 'models'
          POST | /v1/providers/openai/refresh?x=1 | | the path says
          """)
  void aChangeRefusesWhatItDoesNotKnow(String method, String uri, String body, String named) {
    String sent = body == null ? "" : body;
    Http.Reply reply = http.send(HttpMethod.valueOf(method), uri, Map.of(), sent);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().getString("message")).contains(named);
    assertThat(lists.changes).isEmpty();
  }

  @Test
  void aChangeIsAboutTheProvidersThatTheQueryOrTheBodyNames() {
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache?provider=openai,groq").json().encode())
        .isEqualTo("{\"invalidated\":[\"openai\",\"groq\"]}");
    http.send(HttpMethod.POST, "/v1/refresh?provider=openai&provider=openai");
    http.send(HttpMethod.POST, "/v1/refresh", Map.of(), "{\"provider\":\"openai\"}");
    assertThat(http.send(HttpMethod.POST, "/v1/refresh?provider=openai,nobody").status())
        .isEqualTo(404);
    assertThat(http.send(HttpMethod.POST, "/v1/refresh?provider=groq").status()).isEqualTo(409);

    assertThat(lists.changes)
        .containsExactly(
            "invalidate openai", "invalidate groq", "refresh openai", "refresh openai");
  }

  @Test
  void refreshesAndInvalidates() {
    assertThat(http.send(HttpMethod.POST, "/v1/refresh").json().getJsonArray("data")).hasSize(3);
    assertThat(http.send(HttpMethod.POST, "/v1/providers/openai/refresh").json().encode())
        .contains("\"name\":\"openai\"");
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache/groq").json().encode())
        .isEqualTo("{\"invalidated\":[\"groq\"]}");
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache").json().getJsonArray("invalidated"))
        .hasSize(4);
    assertThat(http.send(HttpMethod.POST, "/v1/providers/groq/refresh").status()).isEqualTo(409);
    assertThat(http.send(HttpMethod.POST, "/v1/providers/nobody/refresh").status()).isEqualTo(404);
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache/nobody").status()).isEqualTo(404);
    assertThat(lists.changes)
        .containsExactly("refresh null", "refresh openai", "invalidate groq", "invalidate null");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://localhost:3000, 403",
    "Origin, 'null', 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, none, 200"
  })
  void letsNoWebPageChangeAnything(String header, String value, int status) {
    Http.Reply reply = http.send(HttpMethod.DELETE, "/v1/cache", Map.of(header, value));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(lists.changes).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void takesWhateverIsAccepted() {
    Http.Reply reply =
        http.send(
            HttpMethod.GET,
            "/v1/models",
            Map.of("Accept", "text/html", "Content-Type", "text/plain"));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void refusesUrlsAndHeadersThatAreTooLong() {
    Http.Reply line = http.get("/v1/models?q=" + "x".repeat(9000));
    Http.Reply headers =
        http.send(HttpMethod.GET, "/v1/models", Map.of("X-Long", "x".repeat(20_000)));

    assertThat(line.status()).isEqualTo(414);
    assertThat(line.error().getString("code")).isEqualTo("uri_too_long");
    assertThat(headers.status()).isEqualTo(431);
    assertThat(headers.error().getString("code")).isEqualTo("headers_too_large");
    assertThat(line.headers().get("Connection"))
        .as("no client sends another request")
        .isEqualTo("close");
    assertThat(headers.headers().get("Connection")).isEqualTo("close");
  }

  @Test
  void saysWhatThereIs() {
    JsonObject index = http.get("/").json();

    assertThat(index.getJsonArray("endpoints"))
        .anySatisfy(
            row -> assertThat(((JsonObject) row).getString("path")).isEqualTo("/v1/models/{id}"));
  }
}
