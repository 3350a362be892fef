package dev.rollcall;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who a whole Rollcall serves, and that it follows the configuration. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ServerAccessTest {

  @TempDir Path directory;

  @Test
  void keysApplyWhenTheConfigurationOrTheirFileChanges(Vertx vertx) throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), "# nobody\n");
    Rollcall rollcall =
        Rollcall.deploy(vertx, config("{\"port\": 0, \"api_keys_file\": \"" + file + "\"}"))
            .await(10, SECONDS);
    assertThat(status(vertx, rollcall, "one")).isEqualTo(401);

    Files.writeString(file, "one\n");
    rollcall
        .configure(config("{\"api_keys\": [\"two\"], \"api_keys_file\": \"" + file + "\"}"))
        .await(10, SECONDS);
    assertThat(status(vertx, rollcall, "one")).isEqualTo(200);
    assertThat(status(vertx, rollcall, "two")).isEqualTo(200);

    rollcall.configure(config("{\"api_keys\": [\"two\"]}")).await(10, SECONDS);
    assertThat(status(vertx, rollcall, "one")).isEqualTo(401);
    assertThat(status(vertx, rollcall, "two")).isEqualTo(200);
  }

  private static int status(Vertx vertx, Rollcall rollcall, String key) throws Exception {
    return WebClient.create(vertx)
        .get(rollcall.port().orElseThrow(), "127.0.0.1", "/v1/models")
        .putHeader("x-api-key", key)
        .send()
        .await(10, SECONDS)
        .statusCode();
  }

  private static RollcallConfig config(String server) {
    return ConfigReader.library(ProviderType.specs(), name -> null)
        .read(new JsonObject().put("server", new JsonObject(server)));
  }
}
