package dev.rollcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is measured within one JVM. */
final class JmhRows {

  private static final int COLD_RUNS = 7;
  private static final int ROUNDS = 3;
  private static final double KIB = 1024;

  private final Table table;

  /** Time and allocation of one operation. */
  private record Cost(double time, double bytes) {}

  JmhRows(Table table) {
    this.table = table;
  }

  /** Requests over the event bus. */
  void bus() throws RunnerException {
    Map<String, Cost> costs = medians(BusBenchmark.class);
    for (int models : new int[] {10, 1000}) {
      Cost nothing = costs.get("nothing " + models);
      Cost snapshot = costs.get("snapshot " + models);
      String what = "models.snapshot, %,d models".formatted(models);
      table.ratio(
          what + ", time",
          "null-body round trip",
          snapshot.time() / nothing.time(),
          Goal.atMost(1.1),
          "%,.0f ns; %,.0f ns".formatted(snapshot.time(), nothing.time()));
      table.ratio(
          what + ", allocation",
          "bytes",
          snapshot.bytes(),
          Goal.atMost(2 * KIB),
          "null-body round trip: %,.0f bytes".formatted(nothing.bytes()));
      Cost list = costs.get("list " + models);
      table.ratio(
          "models.list as JSON, %,d models, time".formatted(models),
          "null-body round trip",
          list.time() / nothing.time(),
          null,
          "%,.1f µs, %,.0f KiB allocated".formatted(list.time() / 1000, list.bytes() / KIB));
    }
  }

  /** A change among many instances. */
  void change() throws RunnerException {
    Cost change = run(ChangeBenchmark.class).get("change");
    table.ratio(
        "one of 1,000 instances of 100 models changes, to the new bytes",
        "ms",
        change.time() / 1000,
        Goal.atMost(5),
        "%,.0f KiB allocated on the heap".formatted(change.bytes() / KIB));
  }

  /** The catalog. */
  void catalog() throws RunnerException, IOException, InterruptedException {
    List<Long> millis = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < COLD_RUNS; i++) {
      long[] printed = ColdCatalog.inNewJvm();
      millis.add(printed[0]);
      bytes = printed[1];
    }
    Collections.sort(millis);
    Map<String, Cost> costs = run(CatalogBenchmark.class);
    table.figure("catalog: load in a new JVM", "ms of one thread", millis.get(COLD_RUNS / 2), "");
    table.figure("catalog: load again", "µs", costs.get("loadWarm").time(), "");
    table.figure("catalog: heap it holds", "KiB", bytes / KIB, "");
    table.figure("catalog: complete one entry", "µs", costs.get("enrich").time(), "");
  }

  /** Of several rounds, because what a JVM makes of a microsecond differs from one to the next. */
  private static Map<String, Cost> medians(Class<?> benchmark) throws RunnerException {
    Map<String, List<Cost>> rounds = new TreeMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      run(benchmark)
          .forEach(
              (key, cost) -> rounds.computeIfAbsent(key, first -> new ArrayList<>()).add(cost));
    }
    Map<String, Cost> medians = new TreeMap<>();
    rounds.forEach(
        (key, costs) -> {
          costs.sort(Comparator.comparingDouble(Cost::time));
          medians.put(key, costs.get(ROUNDS / 2));
        });
    return medians;
  }

  private static Map<String, Cost> run(Class<?> benchmark) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getName())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Map<String, Cost> costs = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      StringBuilder key = new StringBuilder(name.substring(name.lastIndexOf('.') + 1));
      result
          .getParams()
          .getParamsKeys()
          .forEach(each -> key.append(' ').append(result.getParams().getParam(each)));
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      costs.put(
          key.toString(), new Cost(result.getPrimaryResult().getScore(), allocated.getScore()));
    }
    return costs;
  }
}
