package dev.rollcall.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeyFilesTest {

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path directory;

  @AfterEach
  void end() throws TimeoutException {
    vertx.close().await(5, SECONDS);
  }

  @Test
  void takesAKeyFromEachLineAndThoseOfTheConfiguration() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("keys"), "# readers\none\r\n\n  two  \nnot a key\n#three\nfour");

    assertThat(read(file).keys())
        .containsExactly(
            Secret.of("configured"), Secret.of("one"), Secret.of("two"), Secret.of("four"));
  }

  @Test
  void aFileWithoutKeysLetsNobodyIn() throws Exception {
    Path empty = Files.writeString(directory.resolve("empty"), "# none\n\n");
    Path large = Files.writeString(directory.resolve("large"), "k\n".repeat(64 * 1024));

    for (Path file : List.of(empty, large, directory, directory.resolve("missing"))) {
      RollcallConfig config = config("{\"admin_keys_file\": \"" + file + "\"}");
      ServerConfig server = KeyFiles.read(vertx, config).await(5, SECONDS).server();

      assertThat(server.access().adminKeys().isUnusable()).isTrue();
    }
  }

  @Test
  void tellsWhenAKeyIsAdded() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), "one");
    BlockingQueue<String> changes = new ArrayBlockingQueue<>(10);
    KeyFileWatch watch =
        new KeyFileWatch(vertx, Duration.ofMillis(5), () -> changes.add("changed"));
    RollcallConfig config = config("{\"api_keys_file\": \"" + file + "\"}");
    watch.watch(config).await(5, SECONDS);

    Files.move(
        Files.writeString(directory.resolve("new"), "one\ntwo"),
        file,
        StandardCopyOption.ATOMIC_MOVE);

    assertThat(changes.poll(5, SECONDS)).isEqualTo("changed");
    assertThat(watch.watch(config).await(5, SECONDS).server().access().apiKeys().keys())
        .containsExactly(Secret.of("one"), Secret.of("two"));
    watch.close();
  }

  private ServerKeys read(Path file) throws TimeoutException {
    RollcallConfig config =
        config("{\"api_keys\": [\"configured\"], \"api_keys_file\": \"" + file + "\"}");
    return KeyFiles.read(vertx, config).await(5, SECONDS).server().access().apiKeys();
  }

  private static RollcallConfig config(String server) {
    return ConfigReader.library(Types.ALL, name -> null)
        .read(new JsonObject().put("server", new JsonObject(server)));
  }
}
