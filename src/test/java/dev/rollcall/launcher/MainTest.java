package dev.rollcall.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rollcall.testing.Await;
import dev.rollcall.testing.TestCertificate;
import io.vertx.core.transport.Transport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the service in a JVM of its own, as it ends the JVM. */
@Timeout(60)
class MainTest {

  @TempDir Path directory;

  @Test
  void helpsAndTellsItsVersion() throws Exception {
    assertThat(run("--help").out).contains("--config FILE", "--port N", "ROLLCALL__");
    assertThat(run("--version").out).matches("rollcall \\S+\\R");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void tellsWhereItListensAndWhoIsOnAndEndsInOrder() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("c.yml"), "providers: {openai: {api_key: sk-hidden}, groq: }");
    Process process = start("--config", config.toString(), "--port", "0");
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));

    assertThat(out.readLine()).matches("Rollcall \\S+ listens on http://127\\.0\\.0\\.1:[1-9]\\d*");
    assertThat(out.readLine()).isEqualTo("Configuration: " + config);
    assertThat(out.readLine())
        .isEqualTo("Transport: " + (Transport.EPOLL.available() ? "epoll" : "nio"));
    assertThat(out.readLine()).isEmpty();
    assertThat(out.readLine()).isEqualTo("  openai  on");
    assertThat(out.readLine()).isEqualTo("  groq    off  no GROQ_API_KEY");
    process.destroy();

    assertThat(process.waitFor()).isZero();
    assertThat(err()).doesNotContain("sk-hidden", "Exception");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void saysAtTheStartWhoIsServedAndThatItIsHttps() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "served", "dns:localhost");
    Path config =
        Files.writeString(
            directory.resolve("c.yml"),
            "server: {port: 0, host: 0.0.0.0, api_keys: ['${UNSET}'],"
                + " tls: {cert: %s, key: %s}}\nproviders: {groq: }"
                    .formatted(certificate.pem(), certificate.key()));
    Process process = start("--config", config.toString());
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));

    assertThat(out.readLine()).matches("Rollcall \\S+ listens on https://0\\.0\\.0\\.0:[1-9]\\d*");
    process.destroy();

    assertThat(process.waitFor()).isZero();
    assertThat(err())
        .containsOnlyOnce(
            "WARNING none of the keys in server.api_keys and its file can be used, so nobody may"
                + " read")
        .containsOnlyOnce(
            "WARNING server.admin_keys is empty, so refresh and invalidate are refused on 0.0.0.0");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void readsItsConfigurationAgainAtSighupAndSaysSo() throws Exception {
    assumeSighupIsHeard();
    Path config =
        Files.writeString(directory.resolve("c.yml"), "server: {port: 0}\nproviders: {groq: }");
    Process process = start("--config", config.toString());
    awaitGreeting(process);

    signal("HUP", process);
    Await.until(() -> said("INFO    SIGHUP: " + config + " is read again"));
    Await.until(() -> said(config + " has not changed"));
    Files.writeString(config, "server: {port: 0}\nproviders: {groq: , cohere: , nobody: }");
    signal("HUP", process);
    Await.until(() -> said("c.yml is not applied: providers.nobody"));
    Files.writeString(config, "server: {port: 0}\nproviders: {groq: , cohere: }");
    signal("HUP", process);
    Await.until(() -> said("c.yml has changed and is applied"));
    Files.delete(config);
    signal("HUP", process);
    Await.until(() -> said("c.yml is gone; what it said stays in force"));

    assertThat(process.isAlive()).isTrue();
    process.destroy();
    assertThat(process.waitFor()).isZero();
    assertThat(err())
        .contains("INFO    told to end: takes no more requests and answers those that are running")
        .doesNotContain("Exception");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void saysThatThereAreTooManyOpenFilesAndGoesOnWhenThereAreLess() throws Exception {
    assumeSighupIsHeard();
    Path config =
        Files.writeString(
            directory.resolve("c.yml"),
            "server: {port: 0}\nmodel_cache: {directory: null}\nproviders: {groq: }");
    Process process = start(300, "--config", config.toString());
    int port = awaitGreeting(process);
    // Classes are files here, unlike in the jar, so all that are needed are loaded first.
    try (Socket first = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      first.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(first.getInputStream().readAllBytes()).isNotEmpty();
    }
    Files.move(config, directory.resolve("moved"));
    signal("HUP", process);
    Await.until(() -> said("c.yml is gone"));
    Files.move(directory.resolve("moved"), config);
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      open.add(new Socket(InetAddress.getByName("127.0.0.1"), port));
    }

    Await.until(() -> said("too many open files: connections have to wait"));
    signal("HUP", process);
    Await.until(() -> said("c.yml cannot be read: too many open files"));
    for (Socket socket : open) {
      socket.close();
    }
    Await.until(
        () -> {
          signal("HUP", process);
          return said("c.yml has not changed");
        });

    assertThat(err()).containsOnlyOnce("gone").doesNotContain("\tat ", "Exception");
    process.destroy();
    assertThat(process.waitFor()).isZero();
  }

  /** Returns the port that it says it listens on, when it has said all that it says at first. */
  private static int awaitGreeting(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    int port = Integer.parseInt(out.readLine().replaceAll(".*:", ""));
    String line;
    do {
      line = out.readLine();
    } while (line != null && !line.contains("groq"));
    return port;
  }

  /** Under {@code nohup} the signal is ignored, by the processes that a test starts too. */
  private static void assumeSighupIsHeard() throws IOException {
    Path status = Path.of("/proc/self/status");
    boolean isIgnored =
        Files.isReadable(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Character.digit(line.charAt(line.length() - 1), 16) & 1) != 0);
    assumeFalse(isIgnored, "SIGHUP is ignored here, as under nohup");
  }

  private static void signal(String name, Process process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException unable) {
      throw new AssertionError(unable);
    }
  }

  private boolean said(String text) {
    try {
      return err().contains(text);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void aCertificateThatCannotBeUsedIsOneSentence() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("c.yml"), "server: {port: 0, tls: {cert: /none.pem, key: /k.pem}}");

    assertThat(run("--config", config.toString()))
        .isEqualTo(
            new Result(
                2,
                "",
                "rollcall: " + config + ": server.tls.cert cannot be read from /none.pem\n"));
  }

  @Test
  void aTakenPortIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      Path config = Files.writeString(directory.resolve("c.yml"), "server: {port: " + port + "}");

      assertThat(run("--config", config.toString()))
          .isEqualTo(
              new Result(
                  1, "", "rollcall: cannot listen on 127.0.0.1:" + port + ": the port is taken\n"));
    }
  }

  @Test
  void aBadConfigurationIsASentenceForEachMistake() throws Exception {
    Path config =
        Files.writeString(directory.resolve("c.yml"), "timeout: 1\nserver: {port: eighty}");

    assertThat(run("--config", config.toString()))
        .isEqualTo(
            new Result(
                2,
                "",
                """
                rollcall: FILE: server.port must be a whole number from 0 to 65535
                rollcall: FILE: timeout is not a key; did you mean timeout_ms?
                """
                    .replace("FILE", config.toString())));
  }

  @Test
  void aBadCommandLineOrAMissingFileIsASentence() throws Exception {
    assertThat(run("sevre"))
        .isEqualTo(new Result(2, "", "rollcall: there is no argument 'sevre'; see --help\n"));
    Path none = directory.resolve("none.yml");
    assertThat(run("--config", none.toString()))
        .isEqualTo(new Result(2, "", "rollcall: there is no configuration file " + none + "\n"));
  }

  @Test
  void theCatalogsCommandsFailWithASentence() throws Exception {
    assertThat(run("catalog", "show", "openai/gpt-none-such"))
        .satisfies(
            result -> {
              assertThat(result.code).isEqualTo(1);
              assertThat(result.out).isEmpty();
              assertThat(result.err)
                  .startsWith("rollcall: The catalog has no row 'openai/gpt-none");
            });
    assertThat(run("catalog", "update"))
        .isEqualTo(
            new Result(
                2,
                "",
                "rollcall: there is no catalog beside the launcher: --file says which one\n"));
    assertThat(run("catalog", "check").out).startsWith("What is in the jar is a catalog.");
  }

  private Result run(String... arguments) throws Exception {
    Process process = start(arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err());
  }

  private Process start(String... arguments) throws IOException {
    return start(0, arguments);
  }

  /**
   * Starts it.
   *
   * @param files how many it may have open; 0 for as many as this process may
   */
  private Process start(int files, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (files > 0) {
      command.addAll(List.of("sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.addAll(
          List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(directory.resolve("err").toFile());
    builder.environment().clear();
    builder.environment().put("HOME", directory.toString());
    return builder.start();
  }

  /** Without SLF4J, which only tests bring and which would get the logs. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("slf4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String err() throws IOException {
    return Files.readString(directory.resolve("err"));
  }

  private record Result(int code, String out, String err) {}
}
