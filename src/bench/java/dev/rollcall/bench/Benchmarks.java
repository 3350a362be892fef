package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark, prints one table and writes it as JSON. */
public final class Benchmarks {

  private static final int COLD_RUNS = 7;

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    JsonObject figures = new JsonObject();
    cold(figures);
    warm(figures);
    System.out.printf("%n%-45s %12s%n", "benchmark", "figure");
    figures.forEach(
        figure -> System.out.printf("%-45s %12s%n", figure.getKey(), figure.getValue()));
    Files.writeString(Path.of("target/bench.json"), figures.encodePrettily() + "\n");
  }

  private static void cold(JsonObject figures) throws IOException, InterruptedException {
    List<Long> millis = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < COLD_RUNS; i++) {
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ColdCatalog.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String[] printed =
          new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .split(" ");
      jvm.waitFor();
      millis.add(Long.parseLong(printed[0]));
      bytes = Long.parseLong(printed[1]);
    }
    Collections.sort(millis);
    figures.put("catalog: load in a new JVM, ms of one thread", millis.get(COLD_RUNS / 2));
    figures.put("catalog: heap it holds, KiB", bytes / 1024);
  }

  private static void warm(JsonObject figures) throws RunnerException {
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(CatalogBenchmark.class.getName())
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      String name = result.getParams().getBenchmark();
      figures.put(
          "catalog: " + name.substring(name.lastIndexOf('.') + 1) + ", µs",
          String.format(Locale.ROOT, "%.2f", result.getPrimaryResult().getScore()));
    }
  }
}
