package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusRoutesTest {

  private static final ModelInfo LLAMA =
      new ModelInfo("groq", "groq", Source.CATALOG, ModelFacts.of("llama").build(), null);

  private final FakeLists lists =
      new FakeLists(
          Samples.live("openai", "openai", "gpt-5", "shared"),
          Samples.off("groq", "groq"),
          Samples.live("box", "ollama", "shared"),
          Samples.empty("anthropic", "anthropic"));

  private final Addresses addresses = new Addresses("mine");
  private final Vertx vertx = Vertx.vertx();
  private Http http;

  @BeforeEach
  void deploy() throws Exception {
    ModelService service = Samples.service(lists, () -> List.of(LLAMA));
    GatewayVerticle gateway =
        new GatewayVerticle(addresses, new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    http = new Http(vertx, gateway.port());
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void listsModels() {
    lists.cacheStatus = new CacheStatus(CacheStatus.Forward.MISS, false);

    Message<Object> reply = request("mine.list", null);

    assertThat(((JsonObject) reply.body()).getJsonArray("data")).hasSize(3);
    assertThat(reply.headers().get("cache-status")).isEqualTo("rollcall; fwd=miss");
    assertThat(reply.headers().get("seq")).isEqualTo("42");
  }

  @ParameterizedTest
  @CsvSource({
    "'', {}",
    "?provider=openai&limit=1, '{\"provider\":\"openai\",\"limit\":1}'",
    "'?provider=openai,box&sort=-id', '{\"provider\":[\"openai\",\"box\"],\"sort\":\"-id\"}'",
    "?provider=openai&provider=box&q=SHARED, '{\"provider\":\"openai,box\",\"q\":\"shared\"}'",
    "?source=live&deprecated=false, '{\"source\":[\"live\"],\"deprecated\":false}'"
  })
  void answersAQueryAsRestDoes(String query, String body) {
    assertThat(request("mine.list", new JsonObject(body)).body())
        .isEqualTo(http.get("/v1/models" + query).json());
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=x, '{\"limit\":\"x\"}'",
    "?provider=nobody, '{\"provider\":\"nobody\"}'",
    "?provider=groq, '{\"provider\":\"groq\"}'",
    "?provider=anthropic, '{\"provider\":\"anthropic\"}'",
    "?after=nothing, '{\"after\":\"nothing\"}'"
  })
  void failsAsRestDoes(String query, String body) {
    ReplyException failure = failure("mine.list", new JsonObject(body));
    Http.Reply reply = http.get("/v1/models" + query);

    assertThat(failure.failureCode()).isEqualTo(reply.status());
    assertThat(failure).hasMessage(reply.error().getString("message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"providr":"box"} | 'providr'; did you mean provider?
          {"id":"box"} | 'id'
          {"foo":1} | 'foo'
          {"provider":"box","all":true} | 'all'
          {"provider":null} | provider is the name of an instance
          {"provider":[]} | provider is the name of an instance
          {"provider":{"name":"box"}} | provider is the name of an instance
          {"provider":[1]} | provider is the name of an instance
          {"provider":""} | provider has an empty value
          """)
  void aChangeRefusesWhatItDoesNotKnow(String body, String named) {
    for (String address : List.of("mine.refresh", "mine.invalidate")) {
      ReplyException failure = failure(address, new JsonObject(body));

      assertThat(failure.failureCode()).isEqualTo(400);
      assertThat(failure).hasMessageContaining(named);
    }
    assertThat(failure("mine.invalidate", new JsonObject("{\"provider\":\"box,nobody\"}")))
        .hasMessageContaining("nobody");
    assertThat(failure("mine.refresh", new JsonObject("{\"provider\":\"box,groq\"}")))
        .hasMessageContaining("groq");
    assertThat(lists.changes).isEmpty();
  }

  @Test
  void aChangeTakesSeveralProvidersAsAQueryDoes() {
    request("mine.refresh", new JsonObject().put("provider", "box,openai"));
    request("mine.invalidate", new JsonObject().put("provider", new JsonArray().add("box")));
    request("mine.invalidate", new JsonObject());

    assertThat(lists.changes)
        .containsExactlyInAnyOrder(
            "refresh box", "refresh openai", "invalidate box", "invalidate null");
  }

  @Test
  void aFailureShowsTheStartOfWhatACallerHasWritten() {
    String longName = "x".repeat(1_000_000) + "\n";

    for (ReplyException failure :
        List.of(
            failure("mine.invalidate", new JsonObject().put(longName, 1)),
            failure(
                "mine.invalidate", new JsonObject().put("provider", "a\u0001" + "b".repeat(2000))),
            failure("mine.list", new JsonObject().put("type", "t".repeat(2000))),
            failure("mine.get", new JsonObject().put("id", "i\n".repeat(900))))) {
      assertThat(failure.getMessage()).hasSizeLessThan(400).doesNotContain("\n", "\u0001");
    }
  }

  @Test
  void answersTheOtherAddressesAsRestDoes() {
    assertThat(request("mine.get", new JsonObject().put("id", "gpt-5")).body())
        .isEqualTo(http.get("/v1/models/gpt-5").json());
    assertThat(request("mine.providers", null).body()).isEqualTo(http.get("/v1/providers").json());
    assertThat(request("mine.catalog", new JsonObject().put("type", "groq")).body())
        .isEqualTo(http.get("/v1/catalog?type=groq").json());
  }

  @Test
  void saysWhyThereIsNoModel() {
    assertThat(failure("mine.get", new JsonObject().put("id", "openai/none")).failureCode())
        .isEqualTo(404);
    assertThat(failure("mine.get", new JsonObject().put("id", "shared")).failureCode())
        .isEqualTo(409);
  }

  @Test
  void refreshesInvalidatesAndConfigures() {
    JsonObject box = new JsonObject().put("provider", "box");

    assertThat(((JsonObject) request("mine.refresh", box).body()).getJsonArray("data")).hasSize(1);
    assertThat(request("mine.invalidate", null).body())
        .isEqualTo(
            new JsonObject()
                .put("invalidated", JsonArray.of("openai", "groq", "box", "anthropic")));
    assertThat(request("mine.config", new JsonObject().put("list_timeout_ms", 0)).body())
        .isEqualTo(new JsonObject().put("default_ttl_seconds", 60));
    assertThat(failure("mine.refresh", new JsonObject().put("provider", "groq")).failureCode())
        .isEqualTo(409);
    assertThat(failure("mine.invalidate", new JsonObject().put("provider", "x")).failureCode())
        .isEqualTo(404);
    assertThat(lists.changes)
        .containsExactly("refresh box", "invalidate null", "settings {\"list_timeout_ms\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "get",
        "providers",
        "refresh",
        "invalidate",
        "config",
        "catalog",
        "snapshot"
      })
  void saysWhatBodyItExpects(String address) {
    for (Object body : List.of("text", 5, new JsonArray())) {
      ReplyException failure = failure("mine." + address, body);
      assertThat(failure.failureCode()).isEqualTo(400);
      assertThat(failure).hasMessageContaining("JSON object");
    }
  }

  @Test
  void expectsAnIdAndNamesThatAreStrings() {
    for (Object body : new Object[] {null, new JsonObject(), new JsonObject().put("id", 5)}) {
      assertThat(failure("mine.get", body)).hasMessageContaining("'id'");
    }
    assertThat(failure("mine.refresh", new JsonObject().put("provider", 5)).failureCode())
        .isEqualTo(400);
  }

  @Test
  void handsOverTheListItself() {
    for (Object body : new Object[] {null, new JsonObject().put("limit", 2)}) {
      Message<Object> reply = request("mine.snapshot", body);
      assertThat(((ModelList) reply.body()).seq()).isEqualTo(42);
    }
    ModelQuery query = ModelQuery.builder().providers("box").build();
    ModelList typed = (ModelList) request("mine.snapshot", query, LocalCodec.options()).body();
    assertThat(typed.data()).isEqualTo(lists.snapshot.instance("box").models());
    assertThat(typed.data().get(0)).isSameAs(lists.snapshot.instance("box").models().get(0));
  }

  @Test
  void handsOverTheSameListUntilSomethingChanges() {
    ModelList first = (ModelList) request("mine.snapshot", null).body();
    ModelList second = (ModelList) request("mine.snapshot", null).body();
    assertThat(second).isSameAs(request("mine.snapshot", null).body()).isEqualTo(first);

    lists.replace(Samples.snapshot(Samples.live("box", "ollama", "new")));

    ModelList changed = (ModelList) request("mine.snapshot", null).body();
    assertThat(changed.data()).extracting(ModelInfo::id).containsExactly("box/new");
  }

  @Test
  void makesTheListOfEverythingAnewWhileItIsNotComplete() {
    lists.complete = false;
    request("mine.snapshot", null);
    lists.asked.clear();

    request("mine.snapshot", null);

    assertThat(lists.asked).hasSize(1);
  }

  @Test
  void leavesNobodyWaitingWhenSomethingIsThrown() {
    lists.failure = new IllegalStateException("secret detail");

    for (String address : List.of("list", "snapshot")) {
      ReplyException failure = failure("mine." + address, null);
      assertThat(failure.failureCode()).isEqualTo(500);
      assertThat(failure.getMessage()).doesNotContain("secret detail");
    }
    lists.snapshot = null;
    assertThat(failure("mine.providers", null).failureCode()).isEqualTo(500);
  }

  @Test
  void answersTenThousandAtOnce() throws Exception {
    String[] ids = IntStream.range(0, 50).mapToObj(i -> "model-" + i).toArray(String[]::new);
    lists.snapshot = Samples.snapshot(Samples.live("openai", "openai", ids));

    List<Future<Integer>> sizes =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    vertx
                        .eventBus()
                        .<JsonObject>request("mine.list", null)
                        .map(reply -> reply.body().getJsonArray("data").size()))
            .toList();
    Future.join(sizes).await(60, TimeUnit.SECONDS);

    assertThat(sizes).allMatch(size -> size.result() == 50);
  }

  @Test
  void givesEachCallerAListOfItsOwn() {
    JsonObject mine = (JsonObject) request("mine.list", null).body();
    mine.getJsonArray("data").clear();

    assertThat(((JsonObject) request("mine.list", null).body()).getJsonArray("data")).hasSize(3);
  }

  private Message<Object> request(String address, Object body) {
    return request(address, body, new DeliveryOptions());
  }

  private Message<Object> request(String address, Object body, DeliveryOptions options) {
    try {
      return vertx
          .eventBus()
          .request(address, body, options.setSendTimeout(5000))
          .await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException timeout) {
      throw new AssertionError("no answer from " + address, timeout);
    }
  }

  private ReplyException failure(String address, Object body) {
    return catchThrowableOfType(ReplyException.class, () -> request(address, body));
  }
}
