package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void isReadyWhateverBecomesOfProviders() throws Exception {
    Http.Reply reply =
        serve(
                new FakeLists(
                    Samples.live("openai", "openai", "gpt-5"),
                    Samples.off("groq", "groq"),
                    Samples.empty("anthropic", "anthropic")))
            .get("/health/ready");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("status")).isEqualTo("UP");
    JsonObject lists = reply.json().getJsonArray("checks").getJsonObject(0);
    assertThat(lists.getJsonObject("data"))
        .isEqualTo(
            new JsonObject()
                .put("live", 1)
                .put("stale", 0)
                .put("catalog", 0)
                .put("builtin", 0)
                .put("none", 1));
    assertThat(reply.body()).as("without a key").doesNotContain("openai", "anthropic", "groq");
  }

  @Test
  void isNotReadyWhereNothingIsDeployedAnyMore() throws Exception {
    Http http =
        serve(
            new FakeLists() {
              @Override
              public Snapshot snapshot() {
                throw new RequestFailure(503, "not_deployed", "nothing is deployed", null);
              }
            });

    assertThat(http.get("/health/ready").status()).isEqualTo(503);
    assertThat(http.get("/health/ready").json().getString("status")).isEqualTo("DOWN");
    assertThat(http.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void isNotLiveWhenAnEventLoopIsHeldUp() throws Exception {
    Health health = new Health(new FakeLists(), nanos::get);
    Health.Loop turning = health.watch();
    Health.Loop stuck = health.watch();
    Http http = serve(health);

    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    turning.turns();
    Http.Reply reply = http.get("/health/live");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().getString("status")).isEqualTo("DOWN");
    assertThat(reply.json().getJsonArray("checks"))
        .containsExactlyInAnyOrder(
            new JsonObject().put("id", "event-loop-1").put("status", "UP"),
            new JsonObject().put("id", "event-loop-2").put("status", "DOWN"));
    assertThat(http.get("/health/ready").status()).isEqualTo(200);

    stuck.turns();
    assertThat(http.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void watchesTheLoopsOfGatewaysUntilTheyAreUndeployed() throws Exception {
    FakeLists lists = new FakeLists();
    ModelService service = Samples.service(lists);
    Http http = serve(service.health());

    String gateway =
        vertx
            .deployVerticle(
                new GatewayVerticle(
                    new Addresses("models"), new ServerConfig("127.0.0.1", 0), service))
            .await(10, TimeUnit.SECONDS);
    assertThat(http.get("/health/live").json().getJsonArray("checks")).hasSize(1);

    vertx.undeploy(gateway).await(10, TimeUnit.SECONDS);
    assertThat(http.get("/health/live").status()).isEqualTo(200);
    assertThat(http.get("/health/live").body()).doesNotContain("event-loop");
  }

  private Http serve(FakeLists lists) throws Exception {
    return serve(Samples.service(lists).health());
  }

  private Http serve(Health health) throws Exception {
    Router router = Router.router(vertx);
    for (Endpoint endpoint : health.endpoints()) {
      router
          .get(endpoint.path().toString())
          .handler(
              context ->
                  endpoint
                      .answer()
                      .apply(new RestRequest(context, endpoint.path()))
                      .onSuccess(
                          reply ->
                              reply.send(
                                  context.request(),
                                  new AnswersInFlight(new ByteBudget(1 << 20)))));
    }
    return new Http(
        vertx,
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS)
            .actualPort());
  }
}
