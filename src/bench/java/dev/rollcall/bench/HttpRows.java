package dev.rollcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists over HTTP, against a bare Vert.x server and nginx with the same bytes. */
final class HttpRows {

  private static final String BARE = "bare";
  private static final String NGINX = "nginx";
  private static final String NO_SENDFILE = "nginx without sendfile";
  private static final String GZIP = "Accept-Encoding: gzip";

  private final BenchSettings settings;
  private final Table table;
  private final Wrk wrk;

  /** What a row is to reach, in requests per second. */
  private record Goals(Double bare, Double nginx) {}

  HttpRows(BenchSettings settings, Table table) {
    this.settings = settings;
    this.table = table;
    this.wrk = new Wrk(settings.directory());
  }

  /** A thousand models: gzip, 304, plain. */
  void thousand(double gzipGoal, double unchangedGoal) throws Exception {
    try (Servers servers = new Servers(1000)) {
      servers.compare(
          "gzip, %,d B".formatted(servers.bytes.gzip()), new Goals(0.97, gzipGoal), GZIP);
      servers.unchanged(new Goals(0.95, unchangedGoal));
      servers.plain();
    }
  }

  /** Ten models. */
  void ten(double nginxGoal) throws Exception {
    try (Servers servers = new Servers(10)) {
      servers.compare(
          "10 models, plain, %,d B".formatted(servers.bytes.plain()), new Goals(0.95, nginxGoal));
    }
  }

  /** Five thousand models. */
  void fiveThousand() throws Exception {
    try (Servers servers = new Servers(5000)) {
      servers.compare(
          "5,000 models, plain, %,d B".formatted(servers.bytes.plain()), new Goals(null, 2.2));
    }
  }

  /** All that send the same list, while it is measured. */
  private final class Servers implements AutoCloseable {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Target rollcall;
    private final Bytes bytes;
    private final Target bare;
    private Target nginx;
    private Target noSendfile;

    Servers(int models) throws Exception {
      try {
        StandIn providers =
            opened(new StandIn(0)).with(Math.min(10, models), models / Math.min(10, models));
        rollcall = opened(BenchService.start(settings, "rollcall", providers, models));
        bytes = Bytes.of(settings, rollcall);
        bare = opened(Bare.start(settings, rollcall, bytes));
        bytes.check(rollcall, bare);
        if (Nginx.isInstalled()) {
          nginx = opened(Nginx.start(settings, bytes, true));
          noSendfile = opened(Nginx.start(settings, bytes, false));
          bytes.check(nginx, noSendfile);
        } else {
          table.skip("the comparison with nginx", "nginx is not installed");
        }
      } catch (Exception failure) {
        close();
        throw failure;
      }
    }

    void compare(String figure, Goals goals, String... headers)
        throws IOException, InterruptedException {
      List<LoadTarget> all = new ArrayList<>();
      all.add(new LoadTarget("rollcall", rollcall, Bytes.PATH, headers));
      all.add(new LoadTarget(BARE, bare, Bytes.PATH, headers));
      if (nginx != null) {
        all.add(new LoadTarget(NGINX, nginx, Bytes.PATH, headers));
      }
      report(figure, goals, all);
    }

    void unchanged(Goals goals) throws IOException, InterruptedException {
      List<LoadTarget> all = new ArrayList<>();
      all.add(new LoadTarget("rollcall", rollcall, Bytes.PATH, Bytes.ifNoneMatch(rollcall)));
      all.add(new LoadTarget(BARE, bare, Bytes.PATH, Bytes.ifNoneMatch(bare)));
      if (nginx != null) {
        all.add(new LoadTarget(NGINX, nginx, Bytes.PATH, Bytes.ifNoneMatch(nginx)));
      }
      report("304", goals, all);
    }

    /** In processor time, since here the load's own core may be what is short. */
    void plain() throws IOException, InterruptedException {
      List<LoadTarget> all = new ArrayList<>();
      all.add(new LoadTarget("rollcall", rollcall, Bytes.PATH));
      all.add(new LoadTarget(BARE, bare, Bytes.PATH));
      if (nginx != null) {
        all.add(new LoadTarget(NO_SENDFILE, noSendfile, Bytes.PATH));
        all.add(new LoadTarget(NGINX, nginx, Bytes.PATH));
      }
      Rounds rounds = Rounds.of(settings, wrk, all);
      String figure = "plain, %,d B, CPU".formatted(bytes.plain());
      cpu(figure, rounds, BARE, null);
      if (nginx != null) {
        cpu(figure, rounds, NO_SENDFILE, Goal.atMost(0.95));
        cpu(figure, rounds, NGINX, Goal.atMost(1.35));
      }
    }

    private void report(String figure, Goals goals, List<LoadTarget> all)
        throws IOException, InterruptedException {
      Rounds rounds = Rounds.of(settings, wrk, all);
      requests(figure, rounds, BARE, goals.bare());
      if (nginx != null) {
        requests(figure, rounds, NGINX, goals.nginx());
      }
    }

    private void requests(String figure, Rounds rounds, String other, Double goal) {
      table.ratio(
          figure + ", requests/s",
          other,
          rounds.ratio("rollcall", other, LoadFigures::perSecond),
          goal == null ? null : Goal.atLeast(goal),
          measured(rounds, other));
    }

    private void cpu(String figure, Rounds rounds, String other, Goal goal) {
      table.ratio(
          figure,
          other,
          rounds.ratio("rollcall", other, LoadFigures::cpuMicros),
          goal,
          measured(rounds, other));
    }

    private String measured(Rounds rounds, String other) {
      return "%s; %s; CPU × %.2f"
          .formatted(
              rounds.median("rollcall"),
              rounds.median(other),
              rounds.ratio("rollcall", other, LoadFigures::cpuMicros));
    }

    private <T extends AutoCloseable> T opened(T server) {
      open.add(0, server);
      return server;
    }

    @Override
    public void close() {
      for (AutoCloseable each : open) {
        try {
          each.close();
        } catch (Exception failure) {
          System.err.println("could not end: " + failure);
        }
      }
    }
  }
}
