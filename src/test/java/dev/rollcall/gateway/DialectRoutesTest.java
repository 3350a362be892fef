package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import dev.rollcall.gateway.dialect.Dialect;
import dev.rollcall.gateway.dialect.Dialects;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialects over HTTP: what is where, in which part, and what bad requests are answered. */
class DialectRoutesTest {

  private static final FakeLists LISTS =
      new FakeLists(
          Samples.live("openai", "openai", "gpt-5", "shared"),
          Samples.off("groq", "groq"),
          Samples.live("my-vllm", "ollama", "@cf/meta/llama-3.1:8b+x~y z(1)", "shared", "/m/x"),
          Samples.empty("anthropic", "anthropic"));

  private static final Snapshot SNAPSHOT = LISTS.snapshot;
  private static Vertx vertx;
  private static Http http;
  private static Http closed;

  @BeforeAll
  static void listen() throws Exception {
    vertx = Vertx.vertx();
    http = serve("open", ServerKeys.NONE);
    closed = serve("closed", new ServerKeys(true, List.of(Secret.of("sk-reader")), null));
  }

  private static Http serve(String prefix, ServerKeys keys) throws Exception {
    return serve(prefix, keys, Samples.service(LISTS));
  }

  private static Http serve(String prefix, ServerKeys keys, ModelService service) throws Exception {
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses(prefix),
            new ServerConfig(
                "127.0.0.1",
                0,
                null,
                new AccessConfig(keys, ServerKeys.NONE, Set.of(), Set.of()),
                false),
            service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    return new Http(vertx, gateway.port());
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "/anthropic/v1/models, data, id, openai/gpt-5, 5",
    "/anthropic/v1/models/, data, id, openai/gpt-5, 5",
    "/anthropic/v1//models, data, id, openai/gpt-5, 5",
    "/anthropic/v1/models?ids=native, data, id, gpt-5, 4",
    "/anthropic/v1/models?limit=1000&provider=my-vllm&beta=true, data, id, my-vllm//m/x, 3",
    "/anthropic/v1/models?lifecycle%5B%5D=active&q=SHARED, data, id, openai/shared, 2",
    "/gemini/v1beta/models, models, name, models/openai/gpt-5, 5",
    "/gemini/v1/models, models, name, models/openai/gpt-5, 5",
    "/gemini/v1beta//models, models, name, models/openai/gpt-5, 5",
    "/gemini/v1beta/models?pageSize=0&pageToken=, models, name, models/openai/gpt-5, 5",
    "/gemini/v1beta/models?pageSize=2.0, models, name, models/openai/gpt-5, 2",
    "/gemini/v1beta/models?ids=native&sort=-id, models, name, models/shared, 4",
    "/ollama/api/tags, models, name, openai/gpt-5, 5",
    "/ollama//api/tags, models, model, openai/gpt-5, 5",
    "/openrouter/api/v1/models, data, id, openai/gpt-5, 5",
    "/openrouter/api/v1/models?limit=500&offset=0&sort=top-weekly&zdr=true, data, id, openai/gpt-5, 5",
    "/openrouter/api/v1/models?limit=2&offset=3, data, id, my-vllm/shared, 2",
    "/openrouter/api/v1/models/user?ids=native, data, id, gpt-5, 4",
    "/mistral/v1/models?provider=strange&model=x, data, id, openai/gpt-5, 5",
    "/mistral/v1/models?limit=1&after=openai/gpt-5, data, id, openai/shared, 1",
    "/cohere/v1/models?default_only=true, models, name, openai/gpt-5, 5",
    "/cohere/v1/models?page_size=3.0&page_token=, models, name, openai/gpt-5, 3",
    "/groq/openai/v1/models, data, id, openai/gpt-5, 5",
    "/lmstudio/api/v0/models, data, id, openai/gpt-5, 5"
  })
  void listsModels(String uri, String array, String field, String id, int models) {
    Http.Reply reply = http.get(uri);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    assertThat(reply.headers().get("cache-status")).isEqualTo("rollcall; hit");
    JsonArray entries = reply.json().getJsonArray(array);
    assertThat(entries).hasSize(models);
    assertThat(entries)
        .anySatisfy(one -> assertThat(((JsonObject) one).getString(field)).isEqualTo(id));
  }

  @ParameterizedTest
  @CsvSource({
    "/anthropic/v1/models/, id, ''",
    "/gemini/v1beta/models/, name, models/",
    "/gemini/v1/models/, name, models/",
    "/mistral/v1/models/, id, ''",
    "/cohere/v1/models/, name, ''",
    "/groq/openai/v1/models/, id, ''",
    "/lmstudio/api/v0/models/, id, ''"
  })
  void findsOneModelHoweverItsIdIsSpelled(String path, String field, String before) {
    for (String spelling :
        List.of(
            "my-vllm/@cf/meta/llama-3.1:8b+x~y%20z(1)",
            "my-vllm%2F@cf%2Fmeta%2Fllama-3.1:8b+x~y%20z(1)",
            "%6Dy-vllm%2F%40cf%2Fmeta%2Fllama-3.1%3A8b%2Bx~y%20z%281%29",
            "@cf/meta/llama-3.1:8b+x~y%20z(1)")) {
      Http.Reply reply = http.get(path + spelling);

      assertThat(reply.status()).as(spelling).isEqualTo(200);
      assertThat(reply.json().getString(field))
          .isEqualTo(before + "my-vllm/@cf/meta/llama-3.1:8b+x~y z(1)");
    }
    assertThat(http.get(path + "shared?ids=native").json().getString(field))
        .isEqualTo(before + "shared");
    assertThat(http.get(path + "my-vllm//m/x").json().getString(field))
        .isEqualTo(before + "my-vllm//m/x");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /anthropic/v1/models?limit=-1, 400",
    "GET, /anthropic/v1/models?limit=0, 400",
    "GET, /anthropic/v1/models?limit=1001, 400",
    "GET, /anthropic/v1/models?limit=many, 400",
    "GET, /anthropic/v1/models?limit=1&limit=2, 400",
    "GET, /anthropic/v1/models?limit=99999999999999999999, 400",
    "GET, /anthropic/v1/models?after_id=openai/none, 400",
    "GET, /anthropic/v1/models?before_id=, 400",
    "GET, /anthropic/v1/models?after_id=openai/gpt-5&before_id=openai/gpt-5, 400",
    "GET, /anthropic/v1/models?ids=strange, 400",
    "GET, /anthropic/v1/models?capability=flying, 400",
    "GET, /anthropic/v1/models?q=%zz, 400",
    "GET, /anthropic/v1/models?provider=groq, 404",
    "GET, /anthropic/v1/models?provider=anthropic, 503",
    "GET, /anthropic/v1/models/none, 404",
    "GET, /anthropic/v1/models/openai%252Fgpt-5, 404",
    "GET, /anthropic/v1/models/shared, 409",
    "GET, /anthropic/v1/models/%zz, 400",
    "GET, /anthropic/v1/nothing, 404",
    "GET, /anthropic/../v1/models, 404",
    "GET, /anthropic, 404",
    "POST, /anthropic/v1/models, 405",
    "DELETE, /anthropic/v1/models/openai/gpt-5, 405",
    "GET, /gemini/v1beta/models?pageSize=-1, 400",
    "GET, /gemini/v1beta/models?pageSize=1.5, 400",
    "GET, /gemini/v1beta/models?pageToken=%25, 400",
    "GET, /gemini/v1beta/models?pageToken=YS9ub25l, 400",
    "GET, /gemini/v1beta/models?ids=, 400",
    "GET, /gemini/v1beta/models/none, 404",
    "GET, /gemini/v1beta/models/%zz, 400",
    "GET, /gemini/v1/models/my-vllm%252Fshared, 404",
    "GET, /gemini/v2/models, 404",
    "POST, /gemini/v1beta/models/openai/gpt-5:generateContent, 405",
    "PUT, /gemini/v1/models, 405",
    "GET, /ollama/api/tags?limit=0, 400",
    "GET, /ollama/api/tags?after=none, 400",
    "GET, /ollama/api/nothing, 404",
    "GET, /ollama/api/show, 405",
    "POST, /ollama/api/tags, 405",
    "POST, /ollama/api/show, 400",
    "GET, /openrouter/api/v1/models?limit=0, 400",
    "GET, /openrouter/api/v1/models?limit=ten, 400",
    "GET, /openrouter/api/v1/models?offset=-1, 400",
    "GET, /openrouter/api/v1/models?output_modalities=smell, 400",
    "GET, /openrouter/api/v1/model/none/such, 404",
    "GET, /openrouter/api/v1/model/openai%252Fgpt-5, 404",
    "GET, /openrouter/api/v1/model/%zz, 400",
    "GET, /openrouter/api/v1/models/openai/gpt-5/endpoints, 404",
    "GET, /openrouter/api/v1/models/count?q=%zz, 400",
    "POST, /openrouter/api/v1/models/count, 405",
    "GET, /openrouter/api/v1/models?provider=anthropic, 503",
    "GET, /models.dev/api.json?limit=-1, 400",
    "GET, /models.dev/apiXjson, 404",
    "POST, /models.dev/api.json, 405",
    "GET, /litellm/model_prices_and_context_window.json?ids=x, 400",
    "GET, /litellm/other.json, 404",
    "GET, /mistral/v1/models?limit=-3, 400",
    "GET, /mistral/v1/models/none, 404",
    "GET, /mistral/v1/models/shared, 409",
    "DELETE, /mistral/v1/models/openai/gpt-5, 405",
    "GET, /cohere/v1/models?page_size=0, 400",
    "GET, /cohere/v1/models?page_size=3.5, 400",
    "GET, /cohere/v1/models?page_size=1001, 400",
    "GET, /cohere/v1/models?page_token=x, 400",
    "GET, /cohere/v1/models?endpoint=fly, 400",
    "GET, /cohere/v1/models/none, 404",
    "GET, /groq/openai/v1/models?limit=x, 400",
    "GET, /groq/openai/v1/models/none, 404",
    "GET, /groq/v1/models, 404",
    "GET, /together/v1/models?limit=x, 400",
    "PATCH, /together/v1/models, 405",
    "GET, /lmstudio/api/v0/models/none, 404",
    "GET, /lmstudio/api/v1/models, 404"
  })
  void refusesInTheFormOfTheDialect(String method, String uri, int status) {
    Http.Reply reply = http.send(HttpMethod.valueOf(method), uri);

    assertThat(reply.status()).isEqualTo(status);
    DialectErrors.message(uri, reply);
    assertThat(reply.headers().contains("allow")).isEqualTo(status == 405);
    assertThat(reply.headers().contains("retry-after")).isEqualTo(status == 503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/anthropic/v1/models",
        "/gemini/v1beta/models",
        "/gemini/nothing",
        "/ollama/api/tags",
        "/ollama",
        "/openrouter/api/v1/models",
        "/models.dev/api.json",
        "/litellm/model_prices_and_context_window.json",
        "/mistral/v1/models",
        "/cohere/v1/models",
        "/groq/openai/v1/models",
        "/together/v1/models",
        "/lmstudio/api/v0/models"
      })
  void refusesAtTheDoorInTheFormOfTheDialect(String uri) {
    Http.Reply stranger = closed.get(uri);
    Http.Reply alias = http.send(HttpMethod.GET, uri, Map.of("Host", "evil.example"));
    Http.Reply large = http.send(HttpMethod.GET, uri, Map.of("X-Long", "x".repeat(20_000)));
    Http.Reply body = http.send(HttpMethod.GET, uri, Map.of("Content-Length", "9000"));

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(DialectErrors.message(uri, stranger)).contains("API key");
    assertThat(alias.status()).isEqualTo(403);
    DialectErrors.message(uri, alias);
    assertThat(large.status()).isEqualTo(431);
    DialectErrors.message(uri, large);
    assertThat(body.status()).isEqualTo(413);
    DialectErrors.message(uri, body);
  }

  @Test
  void refusesWhatIsTooMuchInTheFormOfTheDialect() throws Exception {
    ModelService busy = Samples.service(LISTS, new Places(0));
    Http overloaded = serve("busy", ServerKeys.NONE, busy);
    for (Dialect dialect : Dialects.ALL) {
      String uri = dialect.resources().get(0).path();

      Http.Reply reply = overloaded.get(uri);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(DialectErrors.message(uri, reply)).contains("too much");
      assertThat(reply.headers().get("retry-after")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/anthropic/v1/models, Authorization, Bearer sk-reader, 200",
    "/anthropic/v1/models, x-api-key, sk-reader, 200",
    "/anthropic/v1/models?key=sk-reader, x, y, 401",
    "/gemini/v1beta/models, x-goog-api-key, sk-reader, 200",
    "/gemini/v1beta/models, x-goog-api-key, sk-other, 401",
    "/gemini/v1beta/models?key=sk-reader, x, y, 200",
    "/gemini/v1beta/models/openai/gpt-5?alt=json&key=sk-reader, x, y, 200",
    "/gemini/v1beta/models?key=sk-other, x, y, 401",
    "/gemini/v1beta/models?key=%zz, x, y, 401",
    "/v1/models?key=sk-reader, x, y, 401",
    "/geminis/v1/models?key=sk-reader, x, y, 401"
  })
  void takesKeysAsItsClientsSendThem(String uri, String header, String value, int status) {
    Http.Reply reply = closed.send(HttpMethod.GET, uri, Map.of(header, value));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body() + reply.headers()).doesNotContain("sk-");
  }

  @Test
  void listsModelsWithoutAnArrayAsWell() {
    JsonObject file = http.get("/models.dev/api.json?ids=native&sort=-id").json();
    assertThat(file.fieldNames()).containsExactly("openai", "my-vllm");
    assertThat(file.getJsonObject("my-vllm").getJsonObject("models").fieldNames())
        .containsExactly("@cf/meta/llama-3.1:8b+x~y z(1)", "shared", "/m/x");
    assertThat(http.get("/models.dev/api.json?q=none").body()).isEqualTo("{}");
    assertThat(http.get("/litellm/model_prices_and_context_window.json?limit=2").json())
        .isEqualTo(
            new JsonObject(
                """
                {"openai/gpt-5":{"litellm_provider":"openai"},
                 "openai/shared":{"litellm_provider":"openai"}}"""));
    assertThat(
            http.get("/litellm/model_prices_and_context_window.json?ids=native")
                .json()
                .fieldNames())
        .hasSize(4);
    assertThat(new JsonArray(http.get("/together/v1/models?dedicated=true").body())).hasSize(5);
    assertThat(http.get("/together/v1/models?q=none").body()).isEqualTo("[]");
  }

  @Test
  void openRouterCountsAndFindsByAuthorAndSlug() {
    assertThat(http.get("/openrouter/api/v1/models/count").body())
        .isEqualTo("{\"data\":{\"count\":5}}");
    assertThat(http.get("/openrouter/api/v1/models/count?q=shared&ids=native").body())
        .isEqualTo("{\"data\":{\"count\":1}}");
    String id = "my-vllm/%40cf%2Fmeta%2Fllama-3.1%3A8b%2Bx~y%20z(1)";
    JsonObject one = http.get("/openrouter/api/v1/model/" + id).json().getJsonObject("data");
    assertThat(one.getString("id")).isEqualTo("my-vllm/@cf/meta/llama-3.1:8b+x~y z(1)");
    JsonObject past = http.get("/openrouter/api/v1/models?limit=500&offset=5").json();
    assertThat(past.getJsonArray("data")).isEmpty();
    assertThat(past.getInteger("total_count")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"model":"openai/gpt-5"}                          | application/json | 200
          { "name" : "openai/gpt-5", "verbose": true }      | application/json | 200
          {"model":"","name":"openai/gpt-5"}                | text/plain       | 200
          {"model":"my-vllm/@cf/meta/llama-3.1:8b+x~y z(1)"}| strange          | 200
          {"model":"openai/none"}                           | application/json | 404
          {"model":"shared"}                                | application/json | 409
          {"model":7}                                       | application/json | 400
          {}                                                | application/json | 400
          []                                                | application/json | 400
          {"model":"openai/gpt-5"                           | application/json | 400
          model=openai/gpt-5                                | x-www-form       | 400
          """)
  void ollamaShowsTheModelThatABodyNames(String body, String type, int status) {
    Http.Reply reply = http.post("/ollama/api/show", type, body);

    assertThat(reply.status()).isEqualTo(status);
    if (status == 200) {
      assertThat(reply.json().fieldNames())
          .containsExactly("modified_at", "details", "model_info", "capabilities");
    } else {
      DialectErrors.message("/ollama/api/show", reply);
    }
  }

  @Test
  void ollamaTakesNoBodyWithoutEnd() {
    Http.Reply reply = http.post("/ollama/api/show", "application/json", "x".repeat(9000));

    assertThat(reply.status()).isEqualTo(413);
    DialectErrors.message("/ollama/api/show", reply);
  }

  @Test
  void ollamaSaysThatItRuns() {
    assertThat(http.get("/ollama/api/version").json().getString("version"))
        .matches("\\d+\\.\\d+\\.\\d+");
    assertThat(http.get("/ollama/api/ps").body()).isEqualTo("{\"models\":[]}");
    for (String uri : List.of("/ollama", "/ollama/")) {
      assertThat(http.get(uri).body()).isEqualTo("Ollama is running");
      assertThat(http.get(uri).headers().getAll("content-type"))
          .containsExactly("text/plain; charset=utf-8");
      assertThat(http.send(HttpMethod.HEAD, uri).status()).isEqualTo(200);
    }
  }

  @Test
  void pagesLeadThroughAllModelsInBothDirections() {
    List<String> forward = new ArrayList<>();
    JsonObject page = http.get("/anthropic/v1/models?limit=2").json();
    forward.addAll(ids(page));
    while (page.getBoolean("has_more")) {
      page =
          http.get("/anthropic/v1/models?limit=2&after_id=" + encoded(page.getString("last_id")))
              .json();
      forward.addAll(ids(page));
    }
    assertThat(forward).isEqualTo(ids(http.get("/anthropic/v1/models").json()));

    page = http.get("/anthropic/v1/models?limit=2&before_id=" + encoded(forward.get(4))).json();
    assertThat(ids(page)).isEqualTo(forward.subList(2, 4));
    assertThat(page.getBoolean("has_more")).isTrue();
    page =
        http.get("/anthropic/v1/models?limit=2&before_id=" + encoded(page.getString("first_id")))
            .json();
    assertThat(ids(page)).isEqualTo(forward.subList(0, 2));
    assertThat(page.getBoolean("has_more")).isFalse();
    JsonObject end = http.get("/anthropic/v1/models?after_id=" + encoded(forward.get(4))).json();
    assertThat(end)
        .isEqualTo(
            new JsonObject("{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}"));
  }

  @Test
  void speaksAnthropicAtItsOwnPathsToWhoeverAsksForIt() {
    Map<String, String> asks = Map.of("anthropic-version", "2026-10-21");
    Http.Reply list = http.send(HttpMethod.GET, "/v1/models?limit=1000", asks);
    Http.Reply one = http.send(HttpMethod.GET, "/v1/models/openai/gpt-5", asks);
    Http.Reply none = http.send(HttpMethod.GET, "/v1/models/none", asks);
    Http.Reply post = http.send(HttpMethod.POST, "/v1/models", asks);
    Http.Reply plain = http.get("/v1/models");

    assertThat(list.json().getJsonArray("data")).hasSize(5);
    assertThat(list.json().getBoolean("has_more")).isFalse();
    assertThat(one.json().getString("type")).isEqualTo("model");
    assertThat(none.status()).isEqualTo(404);
    DialectErrors.anthropic(none.json(), none);
    assertThat(post.status()).isEqualTo(405);
    DialectErrors.anthropic(post.json(), post);
    assertThat(plain.json().getString("object")).isEqualTo("list");
    for (Http.Reply reply : List.of(list, one, none, plain)) {
      assertThat(reply.headers().get("vary")).startsWith("anthropic-version");
    }
  }

  @Test
  void givesEachItsOwnHoweverOftenBothAsk() {
    Map<String, String> asks = Map.of("anthropic-version", "2026-10-21");
    for (int round = 0; round < 3; round++) {
      assertThat(http.send(HttpMethod.GET, "/v1/models?q=gpt", asks).json().containsKey("has_more"))
          .isTrue();
      assertThat(http.get("/v1/models?q=gpt").json().containsKey("object")).isTrue();
    }
  }

  @Test
  void encodesLongListsAndKeepsThemApart() {
    FakeLists many =
        new FakeLists(
            Samples.list(
                "box",
                "ollama",
                IntStream.range(0, 2500)
                    .mapToObj(i -> ModelFacts.of("m" + i).name("\"ß" + i).build())
                    .toList(),
                60_000));
    LISTS.snapshot = Samples.snapshot(many.snapshot.instance("box"));
    try {
      JsonObject first = http.get("/gemini/v1beta/models").json();
      JsonObject second =
          http.get("/gemini/v1beta/models?pageToken=" + first.getString("nextPageToken")).json();

      assertThat(first.getJsonArray("models")).hasSize(1000);
      assertThat(second.getJsonArray("models").getJsonObject(0).getString("name"))
          .isEqualTo("models/box/m1000");
      assertThat(http.get("/gemini/v1/models").json()).isEqualTo(first);
      assertThat(ids(http.get("/anthropic/v1/models").json())).hasSize(1000).contains("box/m999");
      assertThat(ids(http.get("/anthropic/v1/models?ids=native").json())).contains("m999");
    } finally {
      LISTS.snapshot = SNAPSHOT;
    }
  }

  private static List<String> ids(JsonObject list) {
    return list.getJsonArray("data").stream()
        .map(one -> ((JsonObject) one).getString("id"))
        .toList();
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
