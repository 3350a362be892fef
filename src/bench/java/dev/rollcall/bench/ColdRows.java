package dev.rollcall.bench;

import dev.rollcall.bench.Crowd.Answered;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lists whose providers are asked first. */
final class ColdRows {

  private static final int DELAY_MILLIS = 200;
  private static final int PROVIDERS = 15;
  private static final int CALLERS = 10_000;
  private static final int STARTS = 5;

  /**
   * After this many, a list takes nearly as long as after two hundred; after forty, a tenth longer.
   */
  private static final int WARM_UP = 120;

  private static final int CROWDS_BEFORE = 5;
  private static final int MEASURED = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BenchSettings settings;
  private final Table table;

  ColdRows(BenchSettings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  /** Fifteen providers of 100 KB each, asked at the same time. */
  void fanOut() throws Exception {
    try (StandIn providers = new StandIn(DELAY_MILLIS).with(PROVIDERS, 100, 75_000)) {
      double slowest = slowest(providers);
      double[] first = new double[STARTS];
      for (int i = 0; i < STARTS; i++) {
        first[i] = first(providers);
      }
      double[] warm = warm(providers);
      row("a warm JVM", Rounds.median(warm), slowest, 1.12);
      row("the very first of a JVM", Rounds.median(first), slowest, 1.8);
    }
  }

  /** Ten thousand callers at once. */
  void stampede() throws Exception {
    if (!Crowd.mayHave(CALLERS)) {
      table.skip("10,000 cold requests", "ulimit -n is too low");
      return;
    }
    try (StandIn providers = new StandIn(DELAY_MILLIS).with(10, 100);
        Target rollcall = BenchService.start(settings, "rollcall", providers, 1000);
        Crowd crowd = new Crowd(rollcall.port(), CALLERS, 0)) {
      double slowest = slowest(providers);
      List<Double> millis = new ArrayList<>();
      long fetches = 0;
      for (int i = 0; i < CROWDS_BEFORE + MEASURED / 2; i++) {
        forget(rollcall, providers);
        Answered all = crowd.answers(PATIENCE, Bytes.PATH, "Accept-Encoding: gzip");
        if (all.answered() < CALLERS) {
          throw new IllegalStateException(
              "of %d callers %d were answered".formatted(CALLERS, all.answered()));
        }
        fetches = Math.max(fetches, providers.fetches());
        if (i >= CROWDS_BEFORE) {
          millis.add(all.millis());
        }
      }
      double median = Rounds.median(millis.stream().mapToDouble(each -> each).toArray());
      table.ratio(
          "10,000 cold requests at once, gzip, until all are answered",
          "the slowest fetch",
          median / slowest,
          Goal.atMost(4),
          "%,.0f ms; %,.0f ms; no error; peak %,d MiB"
              .formatted(median, slowest, rollcall.peakKib() / 1024));
      table.ratio(
          "fetches for 10,000 cold requests",
          "providers",
          fetches / 10.0,
          Goal.atMost(1),
          fetches + " fetches of 10 providers");
    }
  }

  private void row(String when, double millis, double slowest, double goal) {
    table.ratio(
        "list of 15 unfetched providers, " + when,
        "the slowest provider",
        millis / slowest,
        Goal.atMost(goal),
        "%,.0f ms; %,.0f ms".formatted(millis, slowest));
  }

  /** From the first fetch of a service that has just started to the end of the whole list. */
  private double first(StandIn providers) throws IOException, InterruptedException {
    int port = Machine.freePort();
    Path config = BenchService.config(settings, providers.providers(), port);
    providers.reset();
    try (Target rollcall = BenchService.start(settings, "rollcall", config, port)) {
      requireWhole(HttpGet.get(rollcall.port(), Bytes.PATH));
      return (System.nanoTime() - providers.firstAsked()) / 1e6;
    }
  }

  private double[] warm(StandIn providers) throws IOException, InterruptedException {
    double[] millis = new double[MEASURED];
    try (Target rollcall = BenchService.start(settings, "rollcall", providers, 15 * 100)) {
      for (int i = -WARM_UP; i < MEASURED; i++) {
        forget(rollcall, providers);
        long started = System.nanoTime();
        HttpResponse<byte[]> list = HttpGet.get(rollcall.port(), Bytes.PATH);
        if (i >= 0) {
          millis[i] = (System.nanoTime() - started) / 1e6;
        }
        requireWhole(list);
      }
    }
    return millis;
  }

  /** How long a provider takes to answer whoever asks it directly. */
  private static double slowest(StandIn providers) throws IOException, InterruptedException {
    double[] millis = new double[5];
    for (int i = 0; i < millis.length; i++) {
      long started = System.nanoTime();
      HttpGet.get(providers.port(), "/p0000/models");
      millis[i] = (System.nanoTime() - started) / 1e6;
    }
    return Rounds.median(millis);
  }

  private static void forget(Target rollcall, StandIn providers)
      throws IOException, InterruptedException {
    HttpGet.send("DELETE", rollcall.port(), "/v1/cache");
    providers.reset();
  }

  private static void requireWhole(HttpResponse<byte[]> list) {
    JsonArray providers =
        new JsonObject(new String(list.body(), StandardCharsets.UTF_8)).getJsonArray("providers");
    long live =
        IntStream.range(0, providers.size())
            .filter(i -> providers.getJsonObject(i).getString("source").equals("live"))
            .count();
    if (live < PROVIDERS) {
      throw new IllegalStateException("only %d providers are in the list".formatted(live));
    }
  }
}
