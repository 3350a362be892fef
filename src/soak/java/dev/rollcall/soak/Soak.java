package dev.rollcall.soak;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The service under load for a long time, while its providers misbehave and its configuration is
 * edited. Fails when an answer is not one of those that are documented, or when the service holds
 * more at the end than after a sixth of the time.
 */
public final class Soak {

  private static final int PER_SECOND = 300;
  private static final long SETTLE_SECONDS = 120;
  private static final int MIN_EDIT_MILLIS = 4000;
  private static final int MORE_EDIT_MILLIS = 3000;

  private static final SoakAnswer REFRESH =
      SoakAnswer.get("", "/v1/refresh", SoakAnswer.Body.STATUSES, 200).method(HttpMethod.POST);

  private static final SoakAnswer REFRESH_LARGE =
      SoakAnswer.get("", "/v1/providers/large/refresh", SoakAnswer.Body.STATUSES, 200)
          .method(HttpMethod.POST);

  private final Vertx vertx = Vertx.vertx();
  private final SoakTally answers = new SoakTally();
  private final SoakTally faults = new SoakTally();
  private final SoakTally edits = new SoakTally();
  private final Errors errors = new Errors();
  private final Random random;
  private final Upstreams upstreams;

  private static final int SETTLE_MILLIS = 3000;

  /** More than the service keeps. */
  private static final int LAST_LISTS = 100;

  /** The changes between so many editions of the large list are more than the service keeps. */
  private static final int EDITIONS = 100;

  private final SoakSettings settings;
  private final SoakService service;
  private final Load load;
  private final List<String> report = new ArrayList<>();

  private Soak(Path jar, Path directory, long seed) throws Exception {
    random = new Random(seed);
    Allowed allowed = new Allowed();
    upstreams = new Upstreams(vertx, seed + 1, faults);
    settings = new SoakSettings(directory, upstreams, seed + 2, allowed, edits);
    settings.reset();
    service = new SoakService(jar, settings.file(), directory.resolve("service.log"));
    SoakRequests requests = new SoakRequests(seed + 3, settings);
    load =
        new Load(
            vertx,
            service.port(),
            PER_SECOND,
            requests,
            new Check(allowed, requests),
            answers,
            errors);
  }

  /** Takes the fat jar; {@code rollcall.soak-minutes} and {@code -seed} are system properties. */
  public static void main(String[] args) throws Exception {
    double minutes = Double.parseDouble(System.getProperty("rollcall.soak-minutes", "60"));
    long given = Long.getLong("rollcall.soak-seed", 0);
    long seed = given == 0 ? System.nanoTime() & 0xffff_ffffL : given;
    Path directory = Files.createTempDirectory("rollcall-soak");
    System.out.printf("soak: %.1f minutes, seed %d, in %s%n", minutes, seed, directory);
    Soak soak = new Soak(Path.of(args[0]), directory, seed);
    boolean passed = false;
    try {
      passed = soak.run((long) (minutes * 60));
    } catch (Exception failed) {
      failed.printStackTrace();
    } finally {
      soak.service.stop();
      soak.report.forEach(System.out::println);
      Files.write(Path.of("target/soak.md"), soak.report);
    }
    System.exit(passed ? 0 : 1);
  }

  private boolean run(long seconds) throws Exception {
    disturb(seconds / 6);
    Figures early = measure();
    disturb(seconds - seconds / 6);
    Figures late = measure();
    long logBytes = service.logBytes();
    boolean alive = service.isAlive();
    service.stop();
    vertx.close().await(10, TimeUnit.SECONDS);
    List<String> trouble = service.trouble();
    boolean passed =
        alive
            && service.exitCode() == 0
            && errors.count() == 0
            && trouble.isEmpty()
            && late.isWithin(early);
    say(seconds, early, late);
    counts("requests | answer", answers);
    counts("upstream", faults);
    counts("edit", edits);
    report.add("");
    report.add("log: %,d bytes, %d troubling lines".formatted(logBytes, trouble.size()));
    trouble.forEach(line -> report.add("    " + line));
    report.add("errors: " + errors.count());
    errors.first().forEach(error -> report.add("    " + error));
    report.add("end: " + (alive ? "exit code " + service.exitCode() : "died before"));
    report.add(passed ? "PASS" : "FAIL");
    return passed;
  }

  /** Load, faults and edits for so long. */
  private void disturb(long seconds) throws Exception {
    upstreams.quiet(false);
    load.begin();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end && service.isAlive()) {
      settings.edit();
      service.endsWithin(MIN_EDIT_MILLIS + random.nextInt(MORE_EDIT_MILLIS));
    }
    load.end();
  }

  /**
   * Measures at a quiet moment: no load, no edits, every provider well, the configuration that of
   * the start, every list fetched. What is left is what the service holds on to.
   */
  private Figures measure() throws Exception {
    upstreams.quiet(true);
    settings.reset();
    Set<String> all = new HashSet<>(settings.names());
    load.connect();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    while (!isSettled(all)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the service did not settle: " + statuses());
      }
      service.endsWithin(SETTLE_MILLIS);
      load.ask(REFRESH).await(60, TimeUnit.SECONDS);
    }
    load.disconnect();
    load.oneOfEach();
    load.connect();
    load.ask(REFRESH).await(60, TimeUnit.SECONDS);
    fillHistory();
    // Whatever is kept of the last answers is of these, both times.
    for (int limit = 1; limit <= LAST_LISTS; limit++) {
      SoakAnswer list = SoakAnswer.get("", "/v1/models?limit=" + limit, SoakAnswer.Body.LIST, 200);
      load.ask(list).await(60, TimeUnit.SECONDS);
    }
    load.ask(SoakAnswer.get("", "/v1/models", SoakAnswer.Body.LIST, 200))
        .await(60, TimeUnit.SECONDS);
    load.disconnect();
    int descriptors;
    do {
      descriptors = service.descriptors();
      service.endsWithin(SETTLE_MILLIS);
    } while (service.descriptors() != descriptors);
    Figures figures = Figures.of(service);
    System.out.println("soak: " + figures.values());
    return figures;
  }

  /** So that what is kept of the last changes is of the same changes, both times. */
  private void fillHistory() throws Exception {
    for (int edition = EDITIONS; edition >= 0; edition--) {
      upstreams.edition(edition);
      load.ask(REFRESH_LARGE).await(60, TimeUnit.SECONDS);
    }
  }

  private boolean isSettled(Set<String> names) throws Exception {
    JsonArray statuses = statuses();
    Set<String> live = new HashSet<>();
    statuses.forEach(
        each -> {
          JsonObject status = (JsonObject) each;
          if (!status.containsKey("error") && "live".equals(status.getString("source"))) {
            live.add(status.getString("name"));
          }
        });
    return statuses.size() == names.size() && live.equals(names);
  }

  private JsonArray statuses() throws Exception {
    return load.ask(SoakAnswer.get("", "/v1/providers", SoakAnswer.Body.STATUSES, 200))
        .await(30, TimeUnit.SECONDS)
        .bodyAsJsonObject()
        .getJsonArray("data");
  }

  private void say(long seconds, Figures early, Figures late) throws IOException {
    report.add("");
    report.add(
        "| figure | after %.1f min | after %.1f min | ratio | within 5 %% |"
            .formatted(seconds / 360.0, seconds / 60.0));
    report.add("|---|---|---|---|---|");
    report.addAll(Figures.compare(early, late));
    report.add("");
    report.add("largest differences between the two:");
    late.histogram().difference(early.histogram(), 12).forEach(row -> report.add("    " + row));
  }

  private void counts(String title, SoakTally tally) {
    report.add("");
    report.add("| " + title + " | " + "%,d".formatted(tally.total()) + " |");
    report.add("|---|---|");
    for (Map.Entry<String, Long> count : tally.counts().entrySet()) {
      report.add("| %s | %,d |".formatted(count.getKey(), count.getValue()));
    }
  }
}
