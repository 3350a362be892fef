package dev.rollcall.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Rollcall as a process of its own, started as everybody starts it: by the launcher. */
final class BenchService {

  private static final Duration START = Duration.ofSeconds(60);

  private BenchService() {}

  /**
   * Starts it on the servers' core, and waits until it has the lists of all its providers.
   *
   * @param models how many it is to list before this returns
   * @param arguments of the command line
   */
  static Target start(
      BenchSettings settings, String name, StandIn providers, int models, String... arguments)
      throws IOException, InterruptedException {
    int port = Machine.freePort();
    Path config = config(settings, providers.providers(), port);
    Target service = start(settings, name, config, port, arguments);
    try {
      requireModels(service, models);
      return service;
    } catch (RuntimeException | IOException | InterruptedException failure) {
      service.close();
      throw failure;
    }
  }

  /** Starts it on the servers' core, and waits until it answers. */
  static Target start(
      BenchSettings settings, String name, Path config, int port, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(settings, config, arguments);
    return Start.await(
        name, process(Machine.onServerCore(command), settings), port, "/health/ready", START);
  }

  static List<String> command(BenchSettings settings, Path config, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(settings.launcher().toString(), "--config", config.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A process whose output goes to a file, and who learns no key from the environment. */
  static ProcessBuilder process(List<String> command, BenchSettings settings) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    settings.directory().resolve("service.log").toFile()));
    builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LANG", "TMPDIR"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Writes a configuration of these providers whose lists stay fresh and in memory. */
  static Path config(BenchSettings settings, JsonObject providers, int port) throws IOException {
    JsonObject cache =
        new JsonObject()
            .put("default_ttl_seconds", 86_400)
            .put("list_timeout_ms", 20_000)
            .putNull("directory");
    JsonObject config =
        new JsonObject()
            .put("server", new JsonObject().put("port", port))
            .put("model_cache", cache)
            .put("providers", providers);
    Path file = settings.directory().resolve("rollcall-" + port + ".yml");
    Files.writeString(file, config.encodePrettily());
    return file;
  }

  /**
   * The options that the launcher gave its JVM, but for those that are about Rollcall alone: its
   * jar, its properties and the cache of its classes.
   */
  static List<String> flags(Target service) throws IOException {
    return commandLine(service).stream()
        .skip(1)
        .takeWhile(each -> !each.equals("-jar") && !each.equals("-cp"))
        .filter(each -> !each.startsWith("-Drollcall"))
        .filter(each -> !ClassCache.isOption(each))
        .toList();
  }

  /** What it was started with, the launcher replaced by what it has become. */
  static List<String> commandLine(Target service) throws IOException {
    String line = Files.readString(Path.of("/proc", String.valueOf(service.pid()), "cmdline"));
    return Arrays.asList(line.split("\0"));
  }

  /** A list waits until all providers have answered. */
  private static void requireModels(Target service, int models)
      throws IOException, InterruptedException {
    HttpGet.get(service.port(), Bytes.PATH + "?limit=1");
    int listed = live(service);
    if (listed != models) {
      throw new IllegalStateException(
          "%s lists %d models instead of %d".formatted(service.name(), listed, models));
    }
  }

  /** How many models its providers list. */
  private static int live(Target service) throws IOException, InterruptedException {
    String statuses =
        new String(HttpGet.get(service.port(), "/v1/providers").body(), StandardCharsets.UTF_8);
    JsonArray all = new JsonObject(statuses).getJsonArray("data");
    return IntStream.range(0, all.size())
        .mapToObj(all::getJsonObject)
        .filter(status -> status.getString("source").equals("live"))
        .mapToInt(status -> status.getInteger("models"))
        .sum();
  }
}
