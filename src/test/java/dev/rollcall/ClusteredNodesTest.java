package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.model.ProviderStatus;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes of a clustered Vert.x that each have a Rollcall of their own, or none. */
@Timeout(60)
class ClusteredNodesTest {

  private static final int ROUNDS = 6;

  private Vertx one;
  private Vertx two;
  private Vertx none;

  @BeforeEach
  void form() throws Exception {
    one = node();
    two = node();
    none = node();
  }

  @AfterEach
  void close() throws Exception {
    for (Vertx node : List.of(one, two, none)) {
      node.close().await(10, TimeUnit.SECONDS);
    }
    FakeClusterManager.reset();
  }

  @Test
  void whatANodeAsksOfItsOwnRollcallStaysThere() throws Exception {
    Rollcall first = deploy(one, "groq");
    Rollcall second = deploy(two, "cohere");

    for (int i = 0; i < ROUNDS; i++) {
      for (Rollcall ofFirst : List.of(first, Rollcall.connect(one))) {
        assertNames(ofFirst, "groq");
      }
      for (Rollcall ofSecond : List.of(second, Rollcall.connect(two))) {
        assertNames(ofSecond, "cohere");
      }
    }
  }

  @Test
  void aNodeWithoutOneIsAnsweredByAnother() throws Exception {
    Rollcall first = deploy(one, "groq");

    for (int i = 0; i < ROUNDS; i++) {
      assertNames(Rollcall.connect(none), "groq");
      assertNames(Rollcall.connect(two), "groq");
    }
    first.close().await(10, TimeUnit.SECONDS);
    deploy(two, "cohere");
    assertNames(Rollcall.connect(one), "cohere");
  }

  @Test
  void whatANodeSendsOverTheBusStaysThereToo() throws Exception {
    deploy(one, "groq");
    deploy(two, "cohere");

    for (int i = 0; i < ROUNDS; i++) {
      assertAnswersOverTheBus(one, "groq");
      assertAnswersOverTheBus(two, "cohere");
    }
    assertThat(settings(one, new JsonObject().put("list_timeout_ms", 1234))).isEqualTo(1234);
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(settings(one, null)).isEqualTo(1234);
      assertThat(settings(two, null)).isNotEqualTo(1234);
    }
  }

  @Test
  void failuresComeBackToo() throws Exception {
    Rollcall first = deploy(one, "groq");
    deploy(two, "cohere");

    for (int i = 0; i < ROUNDS; i++) {
      assertThatExceptionOfType(ReplyException.class)
          .isThrownBy(() -> ask(one, "models.get", new JsonObject().put("id", "cohere/x")))
          .matches(failure -> failure.failureCode() == 404);
    }
    first.close().await(10, TimeUnit.SECONDS);
    assertAnswersOverTheBus(one, "cohere");
  }

  @Test
  void aNodeHearsOfItsOwnChangesOnlyAndANodeWithoutOneOfAll() throws Exception {
    Map<Vertx, List<String>> heard = new HashMap<>();
    for (Vertx node : List.of(one, two, none)) {
      List<String> providers = new CopyOnWriteArrayList<>();
      heard.put(node, providers);
      Rollcall.connect(node).onChange(change -> providers.add(change.provider()));
      for (String provider : List.of("acme-one", "acme-two")) {
        node.eventBus()
            .<JsonObject>consumer(
                "models.provider." + provider + ".status",
                status -> providers.add(status.body().getString("name") + " status"));
      }
    }
    deployAsking(one, "acme-one");
    deployAsking(two, "acme-two");

    List<String> all = List.of("acme-one", "acme-one status", "acme-two", "acme-two status");
    Await.until(() -> Set.copyOf(heard.get(none)).containsAll(all));
    Await.until(() -> heard.get(one).size() >= 2 && heard.get(two).size() >= 2);
    assertThat(heard.get(one)).containsOnly("acme-one", "acme-one status");
    assertThat(heard.get(two)).containsOnly("acme-two", "acme-two status");
    assertThat(heard.get(none)).containsOnlyOnce("acme-one", "acme-two");
  }

  private static void assertAnswersOverTheBus(Vertx node, String name) throws Exception {
    for (String address : List.of("models.providers", "models.refresh")) {
      assertThat(ask(node, address, null).getJsonArray("data"))
          .extracting(status -> ((JsonObject) status).getString("name"))
          .containsExactly(name);
    }
    assertThat(ask(node, "models.list", null).getJsonArray("data"))
        .isNotEmpty()
        .allMatch(model -> ((JsonObject) model).getString("id").startsWith(name + "/"));
    assertThat(ask(node, "models.invalidate", null).getJsonArray("invalidated"))
        .containsExactly(name);
  }

  private static int settings(Vertx node, JsonObject part) throws Exception {
    return ask(node, "models.config", part).getInteger("list_timeout_ms");
  }

  private static JsonObject ask(Vertx node, String address, JsonObject body) throws Exception {
    return node.eventBus().<JsonObject>request(address, body).await(10, TimeUnit.SECONDS).body();
  }

  /** Deploys one with a provider that lists a model. */
  private static void deployAsking(Vertx node, String name) throws Exception {
    JsonObject provider =
        new JsonObject()
            .put("type", "openai-compatible")
            .put("base_url", FakeProvider.start(node).list("a").url());
    Rollcall.deploy(node, new JsonObject().put("providers", new JsonObject().put(name, provider)))
        .await(20, TimeUnit.SECONDS);
  }

  private static void assertNames(Rollcall rollcall, String name) throws Exception {
    assertThat(rollcall.providers().await(10, TimeUnit.SECONDS))
        .extracting(ProviderStatus::name)
        .containsExactly(name);
    assertThat(rollcall.refresh().await(10, TimeUnit.SECONDS))
        .extracting(ProviderStatus::name)
        .containsExactly(name);
    assertThat(rollcall.invalidate().await(10, TimeUnit.SECONDS)).containsExactly(name);
    assertThat(rollcall.list().await(10, TimeUnit.SECONDS).data())
        .isNotEmpty()
        .allMatch(model -> model.provider().equals(name));
  }

  private static Rollcall deploy(Vertx node, String type) throws Exception {
    JsonObject providers = new JsonObject().put(type, new JsonObject().put("enabled", true));
    return Rollcall.deploy(node, new JsonObject().put("providers", providers))
        .await(20, TimeUnit.SECONDS);
  }

  private static Vertx node() throws Exception {
    return Vertx.builder()
        .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
        .withClusterManager(new FakeClusterManager())
        .buildClustered()
        .await(20, TimeUnit.SECONDS);
  }
}
