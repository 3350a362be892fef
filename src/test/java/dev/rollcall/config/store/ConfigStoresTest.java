package dev.rollcall.config.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.config.ConfigException;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The format and the store in an application that has a configuration of its own. */
@Timeout(20)
class ConfigStoresTest {

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private Path file;
  private ConfigRetriever retriever;

  @BeforeEach
  void retrieve() {
    file = directory.resolve("shop.yml");
    JsonObject variables =
        new JsonObject()
            .put("SHOP__CARTS__MAX_ITEMS", "7")
            .put("SHOP__TAGS", "[a, b]")
            .put("ROLLCALL__SERVER__PORT", "1");
    retriever =
        ConfigRetriever.create(
                vertx,
                new ConfigRetrieverOptions()
                    .setScanPeriod(-1)
                    .addStore(
                        new ConfigStoreOptions()
                            .setType("file")
                            .setFormat(YamlProcessor.NAME)
                            .setConfig(new JsonObject().put("path", file.toString())))
                    .addStore(
                        new ConfigStoreOptions()
                            .setType(EnvironmentStoreFactory.NAME)
                            .setConfig(
                                new JsonObject()
                                    .put("prefix", "SHOP__")
                                    .put("variables", variables))))
            .setConfigurationProcessor(EnvOverrides::merge);
  }

  @AfterEach
  void close() throws Exception {
    retriever.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
  }

  @Test
  void putsTheEnvironmentOverTheFile() throws Exception {
    Files.writeString(file, "carts: {max-items: 5, open: 09:30}\nname: shop\n");

    assertThat(retriever.getConfig().await(10, SECONDS))
        .isEqualTo(
            new JsonObject(
                """
                {"carts": {"max-items": "7", "open": "09:30"}, "name": "shop", "tags": ["a", "b"]}
                """));
  }

  @Test
  void saysOnWhichLineAFileIsWrong() throws Exception {
    Files.writeString(file, "carts:\n  max-items: 5\n  max-items: 6\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> retriever.getConfig().await(10, SECONDS))
        .withMessageContaining("line 3")
        .withMessageContaining("max-items");

    Files.writeString(file, "#".repeat(1024 * 1024 + 1));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> retriever.getConfig().await(10, SECONDS))
        .withMessage("the file is larger than 1 MB");
  }
}
