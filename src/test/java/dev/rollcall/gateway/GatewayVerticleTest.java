package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayVerticleTest {

  private final FakeLists lists = new FakeLists(Samples.live("box", "ollama", "m"));
  private final ModelService service = Samples.service(lists);
  private final Vertx vertx = Vertx.vertx();
  private final List<GatewayVerticle> gateways = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void sharesOnePickedPortAmongItsInstances() throws Exception {
    deploy("models", new ServerConfig("127.0.0.1", 0), 3);

    assertThat(gateways).hasSize(3);
    assertThat(gateways.stream().map(GatewayVerticle::port).distinct()).hasSize(1);
    assertThat(new Http(vertx, gateways.get(0).port()).get("/health/ready").status())
        .isEqualTo(200);
  }

  @Test
  void picksAnotherPortForAnotherDeployment() throws Exception {
    deploy("one", new ServerConfig("127.0.0.1", 0), 2);
    deploy("two", new ServerConfig("127.0.0.1", 0), 2);

    assertThat(gateways.stream().map(GatewayVerticle::port).distinct()).hasSize(2);
  }

  @Test
  void opensNoPortWithoutAServer() throws Exception {
    deploy("models", null, 1);

    assertThat(gateways.get(0).port()).isZero();
    assertThat(
            vertx
                .eventBus()
                .<JsonObject>request("models.list", null)
                .await(5, TimeUnit.SECONDS)
                .body()
                .getJsonArray("data"))
        .hasSize(1);
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> deploy("models", new ServerConfig("127.0.0.1", port), 2))
          .hasMessage("server.port: 127.0.0.1:" + port + " is already in use");
    }
    assertThatThrownBy(
            () -> vertx.eventBus().request("models.list", null).await(5, TimeUnit.SECONDS))
        .hasMessageContaining("No handlers");
  }

  @Test
  void saysThatAHostIsNotThisMachines() {
    assertThatThrownBy(() -> deploy("models", new ServerConfig("192.0.2.1", 0), 1))
        .hasMessageStartingWith("server.host: cannot listen on 192.0.2.1:0");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    String deployment = deploy("models", new ServerConfig("127.0.0.1", 0), 2);
    int port = gateways.get(0).port();
    // The client keeps this connection open, and is not waited for.
    assertThat(new Http(vertx, port).get("/v1/models").status()).isEqualTo(200);

    vertx.undeploy(deployment).await(3, TimeUnit.SECONDS);

    assertThatThrownBy(
            () -> vertx.eventBus().request("models.list", null).await(5, TimeUnit.SECONDS))
        .hasMessageContaining("No handlers");
    new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
  }

  private String deploy(String prefix, @Nullable ServerConfig server, int instances)
      throws Exception {
    return vertx
        .deployVerticle(
            () -> {
              GatewayVerticle gateway = new GatewayVerticle(new Addresses(prefix), server, service);
              gateways.add(gateway);
              return gateway;
            },
            new DeploymentOptions().setInstances(instances))
        .await(10, TimeUnit.SECONDS);
  }
}
