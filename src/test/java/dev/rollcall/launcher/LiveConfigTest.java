package dev.rollcall.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.ServerKeys;
import dev.rollcall.config.TypeSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LiveConfigTest {

  private static final TypeSpec OPENAI =
      new TypeSpec("openai", TypeSpec.Kind.CLOUD, "http://o.test", List.of("OPENAI_KEY"), false);

  @TempDir Path directory;
  private final BlockingQueue<RollcallConfig> applied = new LinkedBlockingQueue<>();
  private final Log log = new Log();
  private Vertx vertx;
  private Path file;
  private LiveConfig live;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    file = directory.resolve("config.yml");
    log.logger.addHandler(log);
  }

  @AfterEach
  void end() throws TimeoutException {
    log.logger.removeHandler(log);
    live.close().await(5, SECONDS);
    vertx.close().await(5, SECONDS);
  }

  @Test
  void appliesWhatIsWrittenLater() throws Exception {
    assertThat(follow("timeout_ms: 1\nproviders: {openai: }").providers().get("openai").timeout())
        .isEqualTo(Duration.ofMillis(1));

    Files.writeString(file, "timeout_ms: 2\nproviders: {openai: }");

    assertThat(applied.take().providers().get("openai").timeout()).isEqualTo(Duration.ofMillis(2));
    assertThat(log.take()).isEqualTo("INFO " + file + " has changed and is applied");
  }

  @Test
  void aFileOfCommentsIsAllDefaults() throws Exception {
    assertThat(follow("# nothing yet\n").server().port()).isEqualTo(8080);
  }

  @Test
  void keepsTheLastGoodConfigurationAndReportsABadOneOnce() throws Exception {
    follow("bus_prefix: models");

    Files.writeString(file, "model_cache: {ttl: 1}\ntimeout_ms: x");
    assertThat(log.take())
        .isEqualTo(
            "WARNING "
                + file
                + " is not applied: timeout_ms must be a whole number from 1 to 86400000;"
                + " model_cache.ttl is not a key");
    Files.writeString(file, "model_cache: [");
    assertThat(log.take()).startsWith("WARNING " + file + " is not applied: line 1, column");
    Files.writeString(file, "model_cache: {default_ttl_seconds: 5}");

    assertThat(applied.take().cache().defaultTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(log.take()).startsWith("INFO");
    assertThat(log.lines).isEmpty();
  }

  @Test
  void whatIsAskedForAppliesAtOnceAndWhatIsWrittenBackAfterIt() throws Exception {
    String before = "model_cache: {default_ttl_seconds: 5}";
    follow(before);

    Files.writeString(file, "model_cache: {default_ttl_seconds: 6}");
    live.reload();
    assertThat(applied.take().cache().defaultTtl()).isEqualTo(Duration.ofSeconds(6));
    Files.writeString(file, before);

    assertThat(applied.take().cache().defaultTtl()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void survivesThatTheFileIsRemovedAndReplaced() throws Exception {
    follow("model_cache: {default_ttl_seconds: 5}");

    Files.delete(file);
    assertThat(log.take()).isEqualTo("WARNING " + file + " is gone; what it said stays in force");
    Path other =
        Files.writeString(directory.resolve("other"), "model_cache: {default_ttl_seconds: 6}");
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

    assertThat(applied.take().cache().defaultTtl()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void saysWhatOfTheServerNeedsARestartAndAppliesTheRest() throws Exception {
    follow("server: {port: 1}");

    Files.writeString(
        file,
        """
        server: {host: "::1", port: 2, tls: {cert: /c, key: /k}, access_log: true, api_keys: [k], allowed_hosts: [h]}
        model_cache: {default_ttl_seconds: 7}
        """);

    RollcallConfig now = applied.take();
    assertThat(now.server().host()).isEqualTo("127.0.0.1");
    assertThat(now.server().port()).isEqualTo(1);
    assertThat(now.server().tls()).isNull();
    assertThat(now.server().access().apiKeys().keys()).containsExactly(Secret.of("k"));
    assertThat(now.server().access().allowedHosts()).containsExactly("h");
    assertThat(now.cache().defaultTtl()).isEqualTo(Duration.ofSeconds(7));
    assertThat(log.take())
        .isEqualTo(
            "WARNING the change of server.host, server.port, server.tls, server.access_log in "
                + file
                + " needs a restart to take effect");
  }

  @Test
  void keysHostsAndOriginsApplyWithoutARestart() throws Exception {
    follow("server: {api_keys: [one]}");

    Files.writeString(file, "server: {api_keys: [two], cors_origins: ['https://a.example']}");

    assertThat(applied.take().server().access())
        .isEqualTo(
            new AccessConfig(
                new ServerKeys(true, List.of(Secret.of("two")), null),
                ServerKeys.NONE,
                Set.of(),
                Set.of("https://a.example")));
    assertThat(log.take()).isEqualTo("INFO " + file + " has changed and is applied");
    assertThat(log.lines).isEmpty();
  }

  @Test
  void anotherCatalogFileApplies() throws Exception {
    follow("catalog: {file: /a.jsonl}");

    Files.writeString(file, "catalog: {file: /b.jsonl}");

    assertThat(applied.take().catalogFile()).isEqualTo("/b.jsonl");
    assertThat(log.take()).startsWith("INFO");
  }

  @Test
  void theEnvironmentGoesOverTheFileAndArgumentsOverBoth() throws Exception {
    Files.writeString(file, "server: {host: a, port: 1}\nproviders: {openai: }");
    live =
        live(
            new ConfigSource(file),
            Map.of("ROLLCALL__SERVER__HOST", "b", "ROLLCALL__SERVER__PORT", "2", "OPENAI_KEY", "k"),
            Arguments.parse("--port", "3"));

    RollcallConfig config = live.read().await(5, SECONDS);

    assertThat(config.server().host()).isEqualTo("b");
    assertThat(config.server().port()).isEqualTo(3);
    assertThat(config.providers().get("openai").apiKey()).isEqualTo(Secret.of("k"));
  }

  @Test
  void aBadFileAtTheStartIsAFailure() throws Exception {
    Files.writeString(file, "server: {prot: 1}");
    live = live(new ConfigSource(file), Map.of(), Arguments.parse());

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> live.read().await(5, SECONDS))
        .withMessage("server.prot is not a key; did you mean port?");
  }

  private RollcallConfig follow(String text) throws Exception {
    Files.writeString(file, text);
    live = live(new ConfigSource(file), Map.of(), Arguments.parse());
    RollcallConfig first = live.read().await(5, SECONDS);
    live.follow(
        config -> {
          applied.add(config);
          return Future.succeededFuture();
        });
    return first;
  }

  private LiveConfig live(ConfigSource source, Map<String, String> env, Arguments arguments)
      throws IOException {
    ServiceConfig reader = new ServiceConfig(List.of(OPENAI), env, directory.toString(), arguments);
    return new LiveConfig(vertx, source, reader, Duration.ofMillis(20));
  }

  /** Collects what is logged. */
  private static final class Log extends Handler {
    final Logger logger = Logger.getLogger(LiveConfig.class.getName());
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    String take() throws InterruptedException {
      return lines.poll(10, SECONDS);
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
