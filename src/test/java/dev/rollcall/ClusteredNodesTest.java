package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes of a clustered Vert.x that each have a Rollcall of their own, or none. */
@Timeout(60)
class ClusteredFacadeTest {

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
