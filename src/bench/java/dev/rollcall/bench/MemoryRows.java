package dev.rollcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service holds. */
final class MemoryRows {

  private static final int STARTS = 3;
  private static final int READERS = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Not the young generation, where a scrape leaves more than is left of a collection. */
  private static final Pattern HELD =
      Pattern.compile(
          "(?m)^models_jvm_(?:memory_used_bytes\\{area=\"heap\",id=\"Tenured Gen\"|buffer_memory_used_bytes\\{id=\"direct\").*\\} (\\S+)$");

  private final BenchSettings settings;
  private final Table table;

  /** Resident memory, in KiB. */
  private record Resident(double idle, double loaded) {}

  MemoryRows(BenchSettings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  /** After the first lists and under load, against a bare server. */
  void resident() throws Exception {
    List<Resident> rollcalls = new ArrayList<>();
    List<Resident> bares = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (StandIn providers = new StandIn(0).with(10, 100)) {
        Bytes bytes;
        try (Target rollcall = BenchService.start(settings, "rollcall", providers, 1000)) {
          bytes = Bytes.of(settings, rollcall);
          rollcalls.add(resident(rollcall));
          try (Target bare = Bare.start(settings, rollcall, bytes)) {
            bytes.check(bare);
            bares.add(resident(bare));
          }
        }
      }
    }
    row(
        "idle",
        rollcalls.stream().mapToDouble(Resident::idle).toArray(),
        bares.stream().mapToDouble(Resident::idle).toArray());
    row(
        "under load",
        rollcalls.stream().mapToDouble(Resident::loaded).toArray(),
        bares.stream().mapToDouble(Resident::loaded).toArray());
  }

  /** Readers of a long list that read nothing of it. */
  void slowReaders() throws Exception {
    if (!Crowd.mayHave(READERS)) {
      table.skip("1,000 slow readers", "ulimit -n is too low");
      return;
    }
    try (StandIn providers = new StandIn(0).with(10, 500);
        Target rollcall = BenchService.start(settings, "rollcall", providers, 5000);
        Crowd crowd = new Crowd(rollcall.port(), READERS, 4096)) {
      int body = HttpGet.get(rollcall.port(), Bytes.PATH).body().length;
      long before = rollcall.rssKib();
      crowd.ask(Bytes.PATH);
      crowd.awaitAnswers(PATIENCE);
      double each = (rollcall.rssKib() - before) * 1024.0 / READERS;
      table.ratio(
          "memory for each of 1,000 slow readers",
          "the body",
          each / body,
          Goal.atMost(0.05),
          "%,.0f B each; %,d B; %,d MiB resident".formatted(each, body, rollcall.rssKib() / 1024));
    }
  }

  /** What a model takes, with its encoded forms, on the heap and beside it. */
  void models() throws Exception {
    double none = held(1, 1);
    perModel(1000, 100, none);
    perModel(15, 5000, none);
  }

  private void perModel(int instances, int models, double none) throws Exception {
    int all = instances * models;
    double held = held(instances, models);
    table.figure(
        "memory for a model of %,d × %,d".formatted(instances, models),
        "bytes",
        (held - none) / all,
        "%,.0f MiB of heap and direct memory after a collection".formatted(held / 1024 / 1024));
  }

  private double held(int instances, int models) throws Exception {
    try (StandIn providers = new StandIn(0).with(instances, models);
        Target rollcall = BenchService.start(settings, "rollcall", providers, instances * models)) {
      HttpGet.get(rollcall.port(), Bytes.PATH);
      HttpGet.get(rollcall.port(), Bytes.PATH, "Accept-Encoding", "gzip");
      // What one collection leaves for cleaners is gone after the next.
      for (int i = 0; i < 3; i++) {
        new ProcessBuilder(Machine.jdk("jcmd"), String.valueOf(rollcall.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      }
      String metrics =
          new String(HttpGet.get(rollcall.port(), "/metrics").body(), StandardCharsets.UTF_8);
      double sum = 0;
      for (Matcher held = HELD.matcher(metrics); held.find(); ) {
        sum += Double.parseDouble(held.group(1));
      }
      return sum;
    }
  }

  private Resident resident(Target server) throws IOException, InterruptedException {
    double idle = server.rssKib();
    if (Wrk.isInstalled()) {
      Wrk wrk = new Wrk(settings.directory());
      wrk.run(
          new LoadTarget(server.name(), server, Bytes.PATH, "Accept-Encoding: gzip"),
          settings.seconds());
      wrk.run(new LoadTarget(server.name(), server, Bytes.PATH), settings.seconds());
    }
    return new Resident(idle, server.peakKib());
  }

  private void row(String when, double[] rollcalls, double[] bares) {
    double rollcall = Rounds.median(rollcalls) / 1024;
    double bare = Rounds.median(bares) / 1024;
    table.ratio(
        "resident memory, " + when,
        "bare",
        rollcall / bare,
        Goal.atMost(1.15),
        "%,.0f MiB; %,.0f MiB".formatted(rollcall, bare));
  }
}
