package dev.rollcall.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.testing.Await;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {

  @TempDir Path directory;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void end() throws TimeoutException {
    vertx.close().await(5, SECONDS);
  }

  @Test
  void takesTheKeyThatIsInTheFile() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "sk-1\n");

    InstanceConfig openai = read(file.toString());

    assertThat(openai.apiKey()).isEqualTo(Secret.of("sk-1"));
    assertThat(openai.isOn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void aFileWithoutAUsableKeyGivesNone(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("key"), content);

    InstanceConfig openai = read(file.toString());

    assertThat(openai.apiKey()).isNull();
    assertThat(openai.offReason()).isEqualTo("no key in " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFsk-1", "sk-ü", "\0"})
  void saysThatAKeyHoldsWhatAHeaderCannotCarry(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("key"), content);

    InstanceConfig openai = read(file.toString());

    assertThat(openai.apiKey()).isNull();
    assertThat(openai.offReason())
        .isEqualTo("the key in " + file + " holds a character that an HTTP header cannot carry");
    assertThat(openai.toString()).doesNotContain(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "sk-1\nsk-2"})
  void saysThatAKeyHoldsWhiteSpace(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("key"), content);

    assertThat(read(file.toString()).offReason())
        .isEqualTo("the key in " + file + " holds white space, which no key has");
  }

  @Test
  void warnsOnceOfAFileThatEveryUserMayRead() throws Exception {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path open = Files.writeString(directory.resolve("open"), "sk-1");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path closed = Files.writeString(directory.resolve("closed"), "sk-2");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-r-----"));
    KeyFileWatch watch = new KeyFileWatch(vertx, Duration.ofDays(1), () -> {});

    try (LogWatch logs = LogWatch.of("every user of this machine may read")) {
      for (int i = 0; i < 2; i++) {
        watch.watch(config(open.toString())).await(5, SECONDS);
        Await.until(() -> !logs.found().isEmpty());
      }
      watch.watch(config(closed.toString())).await(5, SECONDS);
      vertx.executeBlocking(() -> null).await(5, SECONDS);

      assertThat(logs.found()).hasSize(1);
      assertThat(logs.found().get(0)).contains(open.toString()).doesNotContain("sk-1");
    }
  }

  @Test
  void aMissingOrTooLargeFileOrADirectoryGivesNone() throws Exception {
    Path large = Files.writeString(directory.resolve("large"), "k".repeat(64 * 1024 + 1));

    assertThat(read(directory.resolve("none").toString()).apiKey()).isNull();
    assertThat(read(large.toString()).apiKey()).isNull();
    assertThat(read(directory.toString()).apiKey()).isNull();
    assertThat(read("\0").apiKey()).isNull();
  }

  @Test
  void leavesInstancesWithoutAFileAsTheyAre() throws Exception {
    RollcallConfig config =
        ConfigReader.library(Types.ALL, name -> null)
            .read(
                new JsonObject(
                    """
                    {"providers": {"openai": {"api_key": "k"}, "ollama": {}}}
                    """));

    assertThat(KeyFiles.read(vertx, config).await(5, SECONDS)).isEqualTo(config);
  }

  @Test
  void tellsWhenAKeyChangesAndOnlyThen() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "one");
    BlockingQueue<String> changes = new ArrayBlockingQueue<>(10);
    KeyFileWatch watch =
        new KeyFileWatch(vertx, Duration.ofMillis(5), () -> changes.add("changed"));
    RollcallConfig config = config(file.toString());

    assertThat(key(watch.watch(config))).isEqualTo(Secret.of("one"));
    replace(file, "two");

    assertThat(changes.poll(5, SECONDS)).isEqualTo("changed");
    assertThat(key(watch.watch(config))).isEqualTo(Secret.of("two"));
    assertThat(changes).isEmpty();
    watch.close();
  }

  private void replace(Path file, String content) throws IOException {
    Files.move(
        Files.writeString(directory.resolve("new"), content), file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Secret key(Future<RollcallConfig> read) throws TimeoutException {
    return read.await(5, SECONDS).providers().get("openai").apiKey();
  }

  private InstanceConfig read(String file) throws TimeoutException {
    return KeyFiles.read(vertx, config(file)).await(5, SECONDS).providers().get("openai");
  }

  private static RollcallConfig config(String file) {
    RollcallConfig config =
        ConfigReader.library(Types.ALL, name -> null)
            .read(new JsonObject("{\"providers\": {\"openai\": {}}}"));
    InstanceConfig openai = config.providers().get("openai");
    return config.withProviders(
        Map.of(
            "openai",
            new InstanceConfig(
                openai.name(),
                openai.type(),
                openai.enabled(),
                openai.baseUrl(),
                null,
                file,
                openai.headers(),
                openai.timeout(),
                openai.breaker(),
                openai.models(),
                Route.DIRECT,
                null)));
  }
}
