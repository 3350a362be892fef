package dev.rollcall.metrics;

import dev.rollcall.gateway.Metering;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The times of requests, by route and status. Both are of a few kinds, whatever is asked for. */
final class RequestMeters implements Metering.Observer {

  private static final Duration[] BOUNDS =
      LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final String name;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  /** Looked up for each request, so that what a record does by itself takes too long. */
  private record Kind(String route, int status) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kind kind && status == kind.status && route.equals(kind.route);
    }

    @Override
    public int hashCode() {
      return 31 * route.hashCode() + status;
    }
  }

  /**
   * None yet.
   *
   * @param prefix begins the name
   */
  RequestMeters(MeterRegistry registry, String prefix) {
    this.registry = registry;
    name = prefix + ".http.requests";
  }

  @Override
  public void answered(String route, int status, long nanos) {
    Kind kind = new Kind(route, status);
    Timer timer = timers.get(kind);
    if (timer == null) {
      timer = timers.computeIfAbsent(kind, this::register);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes them out of the registry. */
  void remove() {
    timers.values().forEach(registry::remove);
    timers.clear();
  }

  private Timer register(Kind kind) {
    return Timer.builder(name)
        .description("Time to the answer of HTTP requests, by endpoint and status")
        .tag("route", kind.route())
        .tag("status", Integer.toString(kind.status()))
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
