package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Runs every benchmark, prints one table and writes it as JSON. */
public final class Benchmarks {

  private final BenchSettings settings;
  private final Table table = new Table();

  /** Some rows of the table. */
  private interface Group {
    void run() throws Exception;
  }

  private Benchmarks(BenchSettings settings) {
    this.settings = settings;
  }

  /** Takes the fat jar. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("rollcall-bench");
    try {
      new Benchmarks(BenchSettings.of(Path.of(args[0]), directory)).run();
    } finally {
      delete(directory);
    }
  }

  private void run() throws Exception {
    Map<String, Group> groups = groups();
    Machine.moveToLoadCore();
    if (!StartRows.prepare(settings)) {
      table.skip("the service with its cache of classes", "the launcher has made none");
    }
    for (Map.Entry<String, Group> group : groups.entrySet()) {
      if (settings.wants(group.getKey())) {
        long started = System.nanoTime();
        try {
          group.getValue().run();
        } catch (IllegalStateException | IOException failure) {
          table.skip(group.getKey(), String.valueOf(failure.getMessage()));
          failure.printStackTrace();
        }
        System.out.printf(
            "%s: %d s%n", group.getKey(), (System.nanoTime() - started) / 1_000_000_000);
      }
    }
    table.print();
    table.write(Path.of("target/bench.json"));
  }

  private Map<String, Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    JmhRows jmh = new JmhRows(table);
    groups.put("catalog", jmh::catalog);
    groups.put("bus", jmh::bus);
    groups.put("change", jmh::change);
    if (Wrk.isInstalled()) {
      HttpRows http = new HttpRows(settings, table);
      groups.put("gzip, 304, plain", () -> http.thousand(0.85, 0.97));
      groups.put("10 models", () -> http.ten(0.95));
      groups.put("5,000 models", http::fiveThousand);
      groups.put("query", () -> QueryRows.run(settings, table));
    } else {
      table.skip("HTTP under load", "wrk is not installed");
    }
    ColdRows cold = new ColdRows(settings, table);
    groups.put("fan-out", cold::fanOut);
    groups.put("stampede", cold::stampede);
    groups.put("start", () -> new StartRows(settings, table).run());
    MemoryRows memory = new MemoryRows(settings, table);
    groups.put("resident", memory::resident);
    groups.put("slow-readers", memory::slowReaders);
    groups.put("memory for a model", memory::models);
    return groups;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
