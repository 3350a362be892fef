package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.Version;
import dev.rollcall.gateway.QueryParser;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.EventReader;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.OpenApiDocument;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a running service answers is what its OpenAPI document says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OpenApiTest {

  private static final String ADMIN = "admin-key-0123456789";

  private final Vertx vertx = Vertx.vertx();
  private WebClient http;
  private Rollcall rollcall;
  private OpenApiDocument document;

  @BeforeAll
  void start() {
    http = WebClient.create(vertx);
    FakeProvider acme = FakeProvider.start(vertx).list("a", "b/c", "shared");
    FakeProvider failing = FakeProvider.start(vertx).answer(500, "{}");
    // Without their keys they are listed from the catalog, with all that it knows.
    JsonObject providers = new JsonObject();
    ProviderType.specs().stream()
        .filter(type -> !List.of("ollama", "lmstudio", "openai-compatible").contains(type.name()))
        .filter(type -> !List.of("openrouter", "deepinfra", "cerebras").contains(type.name()))
        .forEach(type -> providers.put(type.name(), new JsonObject().put("enabled", true)));
    providers
        .put("acme", compatible(acme))
        .put("twin", compatible(acme))
        .put("broken", compatible(failing))
        .put("off", compatible(acme).put("enabled", false));
    JsonObject config =
        new JsonObject()
            .put(
                "server",
                new JsonObject().put("port", 0).put("admin_keys", new JsonArray().add(ADMIN)))
            .put("providers", providers);
    rollcall = await(Rollcall.deploy(vertx, config));
    await(rollcall.refresh());
    document = new OpenApiDocument(send("GET", "/openapi.yaml", null).bodyAsString());
  }

  @AfterAll
  void close() {
    await(vertx.close());
  }

  @Test
  void isAnOpenApiDocumentOfThisVersion() {
    OpenAPIVersion version = OpenAPIVersion.fromContract(document.json());
    SchemaRepository schemas = await(version.getRepository(vertx, "app://"));

    OutputUnit checked = await(version.validateContract(vertx, schemas, document.json()));

    assertThat(checked.getErrors()).isNullOrEmpty();
    assertThat(checked.getValid()).isTrue();
    assertThat(document.json().getString("openapi")).startsWith("3.1.");
    assertThat(document.json().getJsonObject("info").getString("version")).isEqualTo(Version.get());
    assertThat(document.json().getJsonArray("servers").getJsonObject(0).getString("url"))
        .isEqualTo("/");
  }

  @Test
  void hasTheEndpointsThatThereAre() {
    TreeSet<String> served =
        send("GET", "/", null).bodyAsJsonObject().getJsonArray("endpoints").stream()
            .map(row -> (JsonObject) row)
            .map(row -> row.getString("method") + " " + row.getString("path"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(document.operations()).isEqualTo(served);
  }

  @Test
  void hasTheParametersThatAreRead() {
    TreeSet<String> read = new TreeSet<>();
    QueryParser.parse(
        name -> {
          read.add(name);
          return List.of();
        });

    assertThat(document.queryParameters("GET", "/v1/models")).isEqualTo(read);
    assertThat(document.queryParameters("GET", "/v1/catalog")).isEqualTo(read);
    read.remove("provider");
    assertThat(document.queryParameters("GET", "/v1/providers/{name}/models")).isEqualTo(read);
  }

  @Test
  void hasExamplesOfWhatItSays() {
    assertThat(document.wrongExamples()).isEmpty();
  }

  @Test
  void takesTheRequestsThatItHasAsExamples() {
    List<OpenApiDocument.Example> requests = document.requests();

    assertThat(requests).hasSizeGreaterThan(100);
    for (OpenApiDocument.Example example : requests) {
      // A stream has no end.
      String method = example.path().equals("/v1/events") ? "HEAD" : example.method();
      var request =
          http.request(HttpMethod.valueOf(method), port(), "127.0.0.1", example.uri())
              .bearerTokenAuthentication(ADMIN);
      HttpResponse<?> reply =
          await(
              example.body().isEmpty()
                  ? request.send()
                  : request.sendJsonObject(new JsonObject(example.body())));

      assertThat(reply.statusCode()).as(example + ": " + reply.bodyAsString()).isEqualTo(200);
    }
    await(rollcall.refresh());
  }

  @Test
  void saysWhatEventsOfItsStreamAre() {
    String seq = send("GET", "/v1/changes?limit=1", null).bodyAsJsonObject().getString("next");
    try (EventReader old = EventReader.open(vertx, port(), "/v1/events?since=1", Map.of());
        EventReader events = EventReader.open(vertx, port(), "/v1/events?since=" + seq, Map.of())) {
      Await.until(
          () -> !old.events().isEmpty() && names(events).containsAll(Set.of("changed", "status")));

      assertThat(names(old)).contains("reset");
      Stream.of(old, events)
          .flatMap(reader -> reader.events().stream())
          .forEach(
              event ->
                  assertThat(document.disagreements("/v1/events", event))
                      .as(event.toString())
                      .isEmpty());
    }
  }

  private static Set<String> names(EventReader reader) {
    return reader.events().stream().map(EventReader.Event::name).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/models, /v1/models, 200",
    "GET, /v1/models, /v1/models?limit=2, 200",
    "GET, /v1/models, /v1/models?q=nobody-has-this&limit=2, 200",
    "GET, /v1/models, /v1/models?provider=broken, 503",
    "GET, /v1/models, /v1/models?provider=off, 404",
    "GET, /v1/models, /v1/models?capability=none, 400",
    "GET, /v1/models, /v1/models?after=none, 400",
    "GET, /v1/models, /v1/models?q=%zz, 400",
    "PUT, /v1/models, /v1/models, 405",
    "GET, /v1/models/{id}, /v1/models/acme/b/c, 200",
    "GET, /v1/models/{id}, /v1/models/anthropic/claude-haiku-4-5, 200",
    "GET, /v1/models/{id}, /v1/models/perplexity/sonar, 200",
    "GET, /v1/models/{id}, /v1/models/acme/none, 404",
    "GET, /v1/models/{id}, /v1/models/shared, 409",
    "GET, /v1/models/{id}, /v1/models/broken/a, 503",
    "GET, /v1/models/{id}, /v1/models/%zz, 400",
    "GET, /v1/providers, /v1/providers, 200",
    "GET, /v1/providers/{name}, /v1/providers/acme, 200",
    "GET, /v1/providers/{name}, /v1/providers/off, 200",
    "GET, /v1/providers/{name}, /v1/providers/broken, 200",
    "GET, /v1/providers/{name}, /v1/providers/openai, 200",
    "GET, /v1/providers/{name}, /v1/providers/nobody, 404",
    "GET, /v1/providers/{name}, /v1/providers/%zz, 400",
    "GET, /v1/providers/{name}/models, /v1/providers/openai/models, 200",
    "GET, /v1/providers/{name}/models, /v1/providers/off/models, 404",
    "GET, /v1/providers/{name}/models, /v1/providers/broken/models, 503",
    "GET, /v1/providers/{name}/models, /v1/providers/acme/models?sort=x, 400",
    "GET, /v1/catalog, /v1/catalog, 200",
    "GET, /v1/catalog, /v1/catalog?type=openrouter&limit=1, 200",
    "GET, /v1/catalog, /v1/catalog?type=none, 400",
    "POST, /v1/refresh, /v1/refresh, 200",
    "POST, /v1/providers/{name}/refresh, /v1/providers/acme/refresh, 200",
    "POST, /v1/providers/{name}/refresh, /v1/providers/nobody/refresh, 404",
    "POST, /v1/providers/{name}/refresh, /v1/providers/off/refresh, 409",
    "DELETE, /v1/cache/{name}, /v1/cache/twin, 200",
    "DELETE, /v1/cache/{name}, /v1/cache/nobody, 404",
    "DELETE, /v1/cache, /v1/cache, 200",
    "GET, /v1/changes, /v1/changes, 200",
    "GET, /v1/changes, /v1/changes?limit=1&provider=acme, 200",
    "GET, /v1/changes, /v1/changes?since=x, 400",
    "GET, /v1/changes.atom, /v1/changes.atom, 200",
    "GET, /v1/changes.atom, /v1/changes.atom?type=none, 400",
    "GET, /v1/events, /v1/events?provider=none, 400",
    "GET, /anthropic/v1/models, /anthropic/v1/models, 200",
    "GET, /anthropic/v1/models/{id}, /anthropic/v1/models/acme/b/c, 200",
    "GET, /anthropic/v1/models/{id}, /anthropic/v1/models/none, 404",
    "GET, /gemini/v1beta/models, /gemini/v1beta/models?pageSize=2, 200",
    "GET, /gemini/v1beta/models, /gemini/v1beta/models?pageSize=-1, 400",
    "GET, /gemini/v1beta/models/{id}, /gemini/v1beta/models/acme/a, 200",
    "GET, /gemini/v1/models, /gemini/v1/models, 200",
    "GET, /gemini/v1/models/{id}, /gemini/v1/models/none, 404",
    "GET, /ollama/api/tags, /ollama/api/tags, 200",
    "GET, /ollama/api/version, /ollama/api/version, 200",
    "GET, /ollama/api/ps, /ollama/api/ps, 200",
    "GET, /ollama, /ollama, 200",
    "POST, /ollama/api/show, /ollama/api/show, 400",
    "GET, /openrouter/api/v1/models, /openrouter/api/v1/models, 200",
    "GET, /openrouter/api/v1/models/user, /openrouter/api/v1/models/user, 200",
    "GET, /openrouter/api/v1/models/count, /openrouter/api/v1/models/count, 200",
    "GET, /openrouter/api/v1/model/{id}, /openrouter/api/v1/model/acme/a, 200",
    "GET, /mistral/v1/models, /mistral/v1/models, 200",
    "GET, /mistral/v1/models/{id}, /mistral/v1/models/acme/a, 200",
    "GET, /cohere/v1/models, /cohere/v1/models, 200",
    "GET, /cohere/v1/models/{id}, /cohere/v1/models/acme/a, 200",
    "GET, /groq/openai/v1/models, /groq/openai/v1/models, 200",
    "GET, /groq/openai/v1/models/{id}, /groq/openai/v1/models/acme/a, 200",
    "GET, /together/v1/models, /together/v1/models, 200",
    "GET, /lmstudio/api/v0/models, /lmstudio/api/v0/models, 200",
    "GET, /lmstudio/api/v0/models/{id}, /lmstudio/api/v0/models/acme/a, 200",
    "GET, /models.dev/api.json, /models.dev/api.json, 200",
    "GET, /litellm/model_prices_and_context_window.json, /litellm/model_prices_and_context_window.json, 200",
    "GET, /health/live, /health/live, 200",
    "GET, /health/ready, /health/ready, 200",
    "GET, /metrics, /metrics, 200",
    "GET, /openapi.yaml, /openapi.yaml, 200",
    "GET, /, /, 200"
  })
  void saysWhatIsAnswered(String method, String path, String uri, int status) {
    HttpResponse<?> reply = send(method, uri, ADMIN);

    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(disagreements(method.equals("PUT") ? "GET" : method, path, reply)).isEmpty();
    if (uri.startsWith("/v1/cache")) {
      await(rollcall.refresh());
    }
  }

  @Test
  void saysWhatEveryoneIsRefusedWith() {
    HttpResponse<?> withoutKey = send("POST", "/v1/refresh", null);
    HttpResponse<?> otherHost =
        await(
            http.request(HttpMethod.GET, port(), "127.0.0.1", "/v1/models")
                .putHeader("Host", "evil.example")
                .send());
    HttpResponse<?> tooLong = send("GET", "/v1/models?q=" + "x".repeat(9000), null);

    assertThat(withoutKey.statusCode()).isEqualTo(401);
    assertThat(disagreements("POST", "/v1/refresh", withoutKey)).isEmpty();
    assertThat(otherHost.statusCode()).isEqualTo(403);
    assertThat(disagreements("GET", "/v1/models", otherHost)).isEmpty();
    assertThat(tooLong.statusCode()).isEqualTo(414);
    assertThat(disagreements("GET", "/v1/models", tooLong)).isEmpty();
  }

  @Test
  void saysWhatIsToldOfModelsOfEveryProvider() {
    JsonArray models = send("GET", "/v1/models", null).bodyAsJsonObject().getJsonArray("data");
    assertThat(models.size()).isGreaterThan(100);

    Map<String, JsonObject> byProvider =
        IntStream.range(0, models.size())
            .mapToObj(models::getJsonObject)
            .collect(
                Collectors.toMap(
                    model -> model.getString("provider"),
                    model -> model,
                    (one, other) -> one.size() > other.size() ? one : other));
    for (JsonObject model : byProvider.values()) {
      HttpResponse<?> reply = send("GET", "/v1/models/" + model.getString("id"), null);
      assertThat(disagreements("GET", "/v1/models/{id}", reply)).isEmpty();
      assertThat(reply.bodyAsJsonObject().getJsonObject("provenance")).isNotEmpty();
    }
  }

  @Test
  void itsCheckFindsWhatItDoesNotSay() {
    HttpResponse<?> reply = send("GET", "/v1/providers", null);
    String more = reply.bodyAsString().replaceFirst("\"name\"", "\"nick\":1,\"name\"");
    String less = reply.bodyAsString().replaceFirst("\"skipped\":0,", "");

    assertThat(document.disagreements("GET", "/v1/providers", 200, reply.headers(), more))
        .isNotEmpty();
    assertThat(document.disagreements("GET", "/v1/providers", 200, reply.headers(), less))
        .isNotEmpty();
    assertThat(document.disagreements("GET", "/v1/providers", 202, reply.headers(), ""))
        .isNotEmpty();
    assertThat(document.disagreements("GET", "/v1/models", 200, reply.headers(), ""))
        .contains("no header Cache-Status");
  }

  private List<String> disagreements(String method, String path, HttpResponse<?> reply) {
    String body = reply.bodyAsString();
    return document.disagreements(
        method, path, reply.statusCode(), reply.headers(), body == null ? "" : body);
  }

  private HttpResponse<?> send(String method, String uri, String key) {
    var request = http.request(HttpMethod.valueOf(method), port(), "127.0.0.1", uri);
    if (key != null) {
      request.bearerTokenAuthentication(key);
    }
    return await(request.send());
  }

  private int port() {
    return rollcall.port().orElseThrow();
  }

  private static JsonObject compatible(FakeProvider provider) {
    return new JsonObject().put("type", "openai-compatible").put("base_url", provider.url());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }
}
