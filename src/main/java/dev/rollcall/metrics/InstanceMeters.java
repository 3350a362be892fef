package dev.rollcall.metrics;

import dev.rollcall.bus.Tally;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one instance. Gauges read its status at the moment they are asked. */
final class InstanceMeters {

  private final MeterRegistry registry;
  private final String prefix;
  private final Tags tags;
  private final Supplier<@Nullable ProviderStatus> status;
  private final List<Meter> meters = new ArrayList<>();

  /**
   * Registers them.
   *
   * @param prefix begins each name
   * @param status how the instance is; null when it is not there
   * @param clock tells the time
   */
  InstanceMeters(
      MeterRegistry registry,
      String prefix,
      String instance,
      Supplier<@Nullable ProviderStatus> status,
      Tally tally,
      Supplier<Instant> clock) {
    this.registry = registry;
    this.prefix = prefix + ".provider.";
    this.tags = Tags.of("provider", instance);
    this.status = status;
    gauges(clock);
    counters(tally);
  }

  /** Takes them out of the registry. */
  void remove() {
    meters.forEach(registry::remove);
  }

  private void gauges(Supplier<Instant> clock) {
    gauge("enabled", "Whether it is listed and asked", null, tags, now -> flag(now.enabled()));
    gauge("models", "How many models it lists", null, tags, ProviderStatus::models);
    gauge("age", "Age of its last good list", "seconds", tags, now -> age(now.fetchedAt(), clock));
    for (Source source : Source.values()) {
      gauge(
          "source",
          "1 for where its list is from",
          null,
          tags.and("source", source.wireName()),
          now -> flag(now.source() == source));
    }
    for (CircuitState state : CircuitState.values()) {
      gauge(
          "circuit",
          "1 for the state of its circuit breaker",
          null,
          tags.and("state", state.wireName()),
          now -> flag(now.circuit() == state));
    }
  }

  private void counters(Tally tally) {
    counter("calls", "HTTP requests sent to it", tags, tally.calls());
    for (Tally.Result result : Tally.Result.values()) {
      counter(
          "fetches",
          "Requests for its list, by how they ended",
          tags.and("outcome", result.wireName()),
          tally.results(result));
    }
    for (Source source : List.of(Source.CATALOG, Source.STALE)) {
      counter(
          "fallbacks",
          "How often its list was replaced because it gave none",
          tags.and("kind", source.wireName()),
          tally.fallbacks(source));
    }
    for (CircuitState state : CircuitState.values()) {
      counter(
          "circuit.transitions",
          "Changes of its circuit breaker, by the new state",
          tags.and("to", state.wireName()),
          tally.transitions(state));
    }
    meters.add(
        FunctionTimer.builder(
                prefix + "fetch",
                tally,
                counted -> counted.fetches().sum(),
                counted -> counted.fetchMillis().sum(),
                TimeUnit.MILLISECONDS)
            .description("Time that fetching its whole list took")
            .tags(tags)
            .register(registry));
  }

  private void gauge(
      String name,
      String description,
      @Nullable String unit,
      Tags with,
      ToDoubleFunction<ProviderStatus> value) {
    meters.add(
        Gauge.builder(prefix + name, () -> value(value))
            .description(description)
            .baseUnit(unit)
            .tags(with)
            .register(registry));
  }

  private double value(ToDoubleFunction<ProviderStatus> value) {
    ProviderStatus now = status.get();
    return now == null ? Double.NaN : value.applyAsDouble(now);
  }

  private void counter(String name, String description, Tags with, LongAdder counted) {
    meters.add(
        FunctionCounter.builder(prefix + name, counted, LongAdder::sum)
            .description(description)
            .tags(with)
            .register(registry));
  }

  private static double age(@Nullable Instant fetchedAt, Supplier<Instant> clock) {
    return fetchedAt == null
        ? Double.NaN
        : (clock.get().toEpochMilli() - fetchedAt.toEpochMilli()) / 1000.0;
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
