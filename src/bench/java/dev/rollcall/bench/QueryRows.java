package dev.rollcall.bench;

import java.util.List;

/** Filtered lists against the whole one, by what a byte costs. */
final class QueryRows {

  private static final String FILTER = Bytes.PATH + "?capability=vision";

  /** Another query with each number, and always the same answer. */
  private static final String ANEW = FILTER + "&min_context=";

  private QueryRows() {}

  static void run(BenchSettings settings, Table table) throws Exception {
    try (StandIn providers = new StandIn(0).with(10, 100);
        Target rollcall = BenchService.start(settings, "rollcall", providers, 1000)) {
      int whole = HttpGet.get(rollcall.port(), Bytes.PATH).body().length;
      int filtered = HttpGet.get(rollcall.port(), FILTER).body().length;
      for (int number : new int[] {1, LoadTarget.PATHS}) {
        if (HttpGet.get(rollcall.port(), ANEW + number).body().length != filtered) {
          throw new IllegalStateException("not all models have a context window of " + number);
        }
      }
      Rounds rounds =
          Rounds.of(
              settings,
              new Wrk(settings.directory()),
              List.of(
                  new LoadTarget("whole", rollcall, Bytes.PATH),
                  new LoadTarget("repeated", rollcall, FILTER),
                  new LoadTarget("first", rollcall, ANEW, true, List.of())));
      report(table, rounds, "repeated", 0.9, whole, filtered);
      report(table, rounds, "first", 0.5, whole, filtered);
    }
  }

  private static void report(
      Table table, Rounds rounds, String which, double goal, int whole, int filtered) {
    double share = (double) filtered / whole;
    table.ratio(
        "filtered list, %,d B, %s, bytes/s".formatted(filtered, which),
        "the whole list",
        rounds.ratio(which, "whole", LoadFigures::perSecond) * share,
        Goal.atLeast(goal),
        "%s; %s; CPU per byte × %.2f"
            .formatted(
                rounds.median(which),
                rounds.median("whole"),
                rounds.ratio(which, "whole", LoadFigures::cpuMicros) / share));
  }
}
