package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.provider.ProviderVerticle;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.deployment.DeploymentContext;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verticles that go away while requests run: everybody is answered at once. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class UndeployTest {

  private Vertx vertx;
  private FakeTime time;
  private FakeProvider provider;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx).list("a");
  }

  @Test
  void everyRequestOfARollcallThatIsUndeployedIsAnsweredAtOnce() throws Exception {
    provider.fault(FakeProvider.Fault.NOTHING);
    Rollcall rollcall = deploy();
    Await.until(() -> provider.requests() == 1);
    Rollcall far = Rollcall.connect(vertx);
    List<Future<?>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(rollcall.list());
      asked.add(far.list(ModelQuery.builder().providers("acme").build()));
      asked.add(rollcall.refresh());
    }

    await(rollcall.close());

    for (Future<?> answer : asked) {
      Await.until(answer::isComplete);
      assertAnswerOr503(answer);
    }
    assertThat(time.pending()).isZero();
    assertThat(vertx.sharedData().getLocalMap("models.cache")).isEmpty();
    assertThat(vertx.sharedData().getLocalMap("rollcall.deployments")).isEmpty();
    Await.until(() -> provider.openConnections() == 0);
  }

  @Test
  void requestsThatMeetTheUndeploymentAreAnsweredToo() throws Exception {
    for (int round = 0; round < 10; round++) {
      Rollcall rollcall = deploy();
      Rollcall far = Rollcall.connect(vertx);
      List<Future<?>> asked = new ArrayList<>();
      Future<Void> closed = null;
      for (int i = 0; i < 60; i++) {
        asked.add(far.refresh());
        asked.add(far.list());
        asked.add(rollcall.list());
        if (i == 20) {
          closed = rollcall.close();
        }
      }
      await(closed);
      for (Future<?> answer : asked) {
        Await.until(answer::isComplete);
        assertAnswerOr503(answer);
      }
      assertThat(time.pending()).isZero();
      assertThat(vertx.sharedData().getLocalMap("models.cache")).isEmpty();
    }
  }

  @Test
  void aProviderVerticleThatIsUndeployedIsNotWaitedFor() throws Exception {
    provider.fault(FakeProvider.Fault.NOTHING);
    Rollcall rollcall = deploy();
    Await.until(() -> provider.requests() == 1);
    Future<?> refreshed = rollcall.refresh();
    Future<?> listed = rollcall.list();
    Await.until(() -> time.isFetching());

    await(vertx.undeploy(providerVerticle()));
    Await.until(
        () -> {
          time.advance(Duration.ofMillis(100));
          return refreshed.isComplete() && listed.isComplete();
        });

    assertThat(rollcall.providers().await(10, TimeUnit.SECONDS).get(0).source())
        .isEqualTo(Source.NONE);
    assertThatThrownBy(() -> await(rollcall.list(ModelQuery.builder().providers("acme").build())))
        .isInstanceOfSatisfying(RequestFailure.class, f -> assertThat(f.status()).isEqualTo(503))
        .hasMessageContaining("nothing is deployed");
    await(rollcall.close());
  }

  private static void assertAnswerOr503(Future<?> answer) {
    if (answer.failed()) {
      assertThat(answer.cause())
          .isInstanceOfSatisfying(
              RequestFailure.class, failure -> assertThat(failure.status()).isEqualTo(503));
    }
  }

  private String providerVerticle() {
    return ((VertxInternal) vertx)
        .deploymentManager().deployments().stream()
            .filter(
                deployed ->
                    deployed.deployment().instances().stream()
                        .anyMatch(ProviderVerticle.class::isInstance))
            .map(DeploymentContext::id)
            .findFirst()
            .orElseThrow();
  }

  private Rollcall deploy() throws Exception {
    JsonObject acme =
        new JsonObject().put("type", "openai-compatible").put("base_url", provider.url());
    RollcallConfig config =
        ConfigReader.library(ProviderType.specs(), name -> null)
            .read(new JsonObject().put("providers", new JsonObject().put("acme", acme)));
    return await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, v -> time.timing())));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
