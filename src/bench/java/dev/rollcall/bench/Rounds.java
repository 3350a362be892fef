package dev.rollcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Servers put under load in turn, several times, so that what disturbs one disturbs all. */
final class Rounds {

  private static final int MAX_WARM_UPS = 4;

  /** How much cheaper a request must have become for going on with warming up. */
  private static final double CHEAPER = 0.95;

  private final Map<String, List<LoadFigures>> loads = new LinkedHashMap<>();

  /** Warms each of them up, and then measures. */
  static Rounds of(BenchSettings settings, Wrk wrk, List<LoadTarget> all)
      throws IOException, InterruptedException {
    Rounds rounds = new Rounds();
    for (LoadTarget asked : all) {
      warmUp(settings, wrk, asked);
    }
    for (int i = 0; i < settings.rounds(); i++) {
      for (LoadTarget asked : all) {
        LoadFigures load = wrk.run(asked, settings.seconds());
        rounds.loads.computeIfAbsent(asked.name(), first -> new ArrayList<>()).add(load);
      }
    }
    return rounds;
  }

  /** Until a JVM has compiled what matters. */
  private static void warmUp(BenchSettings settings, Wrk wrk, LoadTarget asked)
      throws IOException, InterruptedException {
    double before = Double.MAX_VALUE;
    for (int i = 0; i < MAX_WARM_UPS; i++) {
      double now = wrk.run(asked, settings.seconds()).cpuMicros();
      if (now > before * CHEAPER) {
        return;
      }
      before = now;
    }
  }

  /** The median, over the rounds, of how one compares to another in the same round. */
  double ratio(String one, String other, ToDoubleFunction<LoadFigures> figure) {
    List<LoadFigures> ones = loads.get(one);
    List<LoadFigures> others = loads.get(other);
    double[] ratios = new double[ones.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(ones.get(i)) / figure.applyAsDouble(others.get(i));
    }
    return median(ratios);
  }

  /** The median of each figure. */
  LoadFigures median(String name) {
    return new LoadFigures(
        median(name, LoadFigures::perSecond),
        median(name, LoadFigures::cpuMicros),
        median(name, LoadFigures::p50Millis),
        median(name, LoadFigures::p99Millis));
  }

  private double median(String name, ToDoubleFunction<LoadFigures> figure) {
    return median(loads.get(name).stream().mapToDouble(figure).toArray());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
