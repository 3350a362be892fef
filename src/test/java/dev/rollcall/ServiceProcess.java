package dev.rollcall;

import dev.rollcall.launcher.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service in a JVM of its own, with every logger at its most talkative. */
final class ServiceProcess implements AutoCloseable {

  private final Path logging;
  private final Path config;
  private final Path printed;
  private Process process;

  ServiceProcess(Path directory) throws IOException {
    config = directory.resolve("service.yml");
    printed = directory.resolve("service.log");
    logging =
        Files.writeString(
            directory.resolve("logging.properties"),
            """
            handlers=java.util.logging.ConsoleHandler
            .level=ALL
            java.util.logging.ConsoleHandler.level=ALL
            """);
  }

  /** Starts it with this configuration. */
  void start(String yaml, Map<String, String> environment) throws IOException {
    rewrite(yaml);
    Files.deleteIfExists(printed);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + logging,
                "-cp",
                classPath(),
                Main.class.getName(),
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", config.getParent().toString());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Starts it with a configuration that it cannot start with. */
  void fail(String yaml, Map<String, String> environment) throws Exception {
    start(yaml, environment);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() == 0) {
      throw new AssertionError("it starts with " + yaml);
    }
  }

  /** Replaces its configuration file. */
  void rewrite(String yaml) throws IOException {
    Files.writeString(config, yaml);
  }

  /** Everything it has printed. */
  String logs() {
    try {
      return Files.readString(printed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Ends it in order. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Without SLF4J, which only tests bring and which would get the logs. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("slf4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
