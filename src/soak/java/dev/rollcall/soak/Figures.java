package dev.rollcall.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the service holds at a quiet moment. */
record Figures(Map<String, Long> values, Histogram histogram) {

  private static final List<String> TIMERS = List.of("VertxImpl$InternalTimerHandler");

  /** Consumers, and those who wait for a reply. */
  private static final List<String> CONSUMERS =
      List.of("eventbus.impl.MessageConsumerImpl", "eventbus.impl.ReplyHandler");

  private static final List<String> HTTP_CLIENTS = List.of("impl.HttpClientImpl");
  private static final double ALLOWED = 0.05;

  /** Measures; what the first full collection leaves for finalizers is gone after the second. */
  static Figures of(SoakService service) throws IOException, InterruptedException {
    service.histogram();
    Histogram histogram = service.histogram();
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("live heap, bytes", histogram.bytes());
    values.put("threads", (long) service.threads());
    values.put("descriptors", (long) service.descriptors());
    values.put("timers", histogram.instances(TIMERS));
    values.put("consumers", histogram.instances(CONSUMERS));
    values.put("HTTP clients", histogram.instances(HTTP_CLIENTS));
    return new Figures(values, histogram);
  }

  /** The rows of a table of both, and whether the later ones are within five percent. */
  static List<String> compare(Figures early, Figures late) {
    List<String> rows = new ArrayList<>();
    early.values.forEach(
        (name, before) -> {
          long after = late.values.get(name);
          rows.add(
              String.format(
                  Locale.ROOT,
                  "| %s | %,d | %,d | %.3f | %s |",
                  name,
                  before,
                  after,
                  after / (double) before,
                  isWithin(before, after) ? "PASS" : "FAIL"));
        });
    return rows;
  }

  /** Whether nothing has grown, or shrunk, by more than five percent. */
  boolean isWithin(Figures early) {
    return early.values.entrySet().stream()
        .allMatch(value -> isWithin(value.getValue(), values.get(value.getKey())));
  }

  private static boolean isWithin(long before, long after) {
    return before > 0 && Math.abs(after - before) <= before * ALLOWED;
  }
}
