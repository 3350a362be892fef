package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From the start of a process to its first list, on all cores. */
final class StartRows {

  private static final int ROUNDS = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String CACHED = "rollcall";
  private static final String UNCACHED = "the same jar without its cache";
  private static final String BARE = "bare";
  private static final String LAUNCHER = "launcher";

  private final BenchSettings settings;
  private final Table table;
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  StartRows(BenchSettings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  void run() throws Exception {
    int port = Machine.freePort();
    Path config = BenchService.config(settings, browsed(), port);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(LAUNCHER, BenchService.command(settings, config));
    try (Target rollcall = BenchService.start(settings, CACHED, config, port)) {
      List<String> command = BenchService.commandLine(rollcall);
      commands.put(CACHED, command);
      commands.put(UNCACHED, ClassCache.without(command));
      commands.put(BARE, Bare.command(settings, rollcall, Bytes.of(settings, rollcall), port));
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        double took = start(command.getKey(), command.getValue(), port);
        millis.computeIfAbsent(command.getKey(), first -> new ArrayList<>()).add(took);
      }
    }
    if (ClassCache.isUsed(commands.get(CACHED))) {
      row(UNCACHED, 0.42);
    } else {
      table.skip("start against " + UNCACHED, "the launcher uses none");
    }
    row(BARE, 1.2);
    table.figure("start to the first list, by the launcher", "ms", median(LAUNCHER), "");
  }

  private double start(String name, List<String> command, int port)
      throws IOException, InterruptedException {
    ProcessBuilder process = BenchService.process(Machine.onAllCores(command), settings);
    long started = System.nanoTime();
    try (Target server = Start.await(name, process, port, Bytes.PATH, PATIENCE)) {
      return (System.nanoTime() - started) / 1e6;
    }
  }

  private void row(String other, double goal) {
    table.ratio(
        "start to the first list",
        other,
        median(CACHED) / median(other),
        Goal.atMost(goal),
        String.format(Locale.ROOT, "%,.0f ms; %,.0f ms", median(CACHED), median(other)));
  }

  private double median(String name) {
    return Rounds.median(millis.get(name).stream().mapToDouble(each -> each).toArray());
  }

  /**
   * Has the JVM make the service's cache of classes, which it does when a first run ends.
   *
   * @return whether the next run uses one
   */
  static boolean prepare(BenchSettings settings) throws IOException, InterruptedException {
    int port = Machine.freePort();
    Path config = BenchService.config(settings, browsed(), port);
    BenchService.start(settings, CACHED, config, port).close();
    try (Target rollcall = BenchService.start(settings, CACHED, config, port)) {
      return ClassCache.isUsed(BenchService.commandLine(rollcall));
    }
  }

  /** Providers that are not asked, because they have no key: the catalog answers for them. */
  private static JsonObject browsed() {
    JsonObject providers = new JsonObject();
    for (String type : List.of("openai", "anthropic", "gemini", "mistral", "groq", "cohere")) {
      providers.put(
          type, new JsonObject().put("enabled", true).put("base_url", "http://127.0.0.1:9"));
    }
    return providers;
  }
}
