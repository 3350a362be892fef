package dev.rollcall.gateway;

import dev.rollcall.cache.Freshness;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Lists;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.feed.History;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ListError;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.model.Ticker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Instances, lists and a clock that stands still. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final long NOW_MILLIS = -5_000;
  static final Set<String> TYPES = Set.of("openai", "anthropic", "groq", "ollama", "mistral");

  static final Ticker TICKER =
      new Ticker() {
        @Override
        public long millis() {
          return NOW_MILLIS;
        }

        @Override
        public Instant now() {
          return NOW;
        }
      };

  private Samples() {}

  /** Models with these native ids. */
  static InstanceList live(String name, String type, String... nativeIds) {
    return list(
        name, type, Stream.of(nativeIds).map(id -> ModelFacts.of(id).build()).toList(), 60_000);
  }

  static InstanceList list(String name, String type, List<ModelFacts> facts, long millisLeft) {
    return new InstanceList(
        status(name, type, Source.LIVE, facts.size()),
        facts.stream().map(fact -> new ModelInfo(name, type, Source.LIVE, fact, null)).toList(),
        new Freshness(NOW_MILLIS + millisLeft, Long.MIN_VALUE, false),
        new AtomicBoolean());
  }

  static InstanceList off(String name, String type) {
    return new InstanceList(
        new ProviderStatus(
            name,
            type,
            false,
            "no KEY",
            Source.NONE,
            0,
            0,
            null,
            null,
            CircuitState.CLOSED,
            null,
            null,
            null),
        List.of(),
        new Freshness(0, 0, false),
        new AtomicBoolean());
  }

  /** Nothing to serve, and none to ask for 30 s. */
  static InstanceList empty(String name, String type) {
    return new InstanceList(
        new ProviderStatus(
            name,
            type,
            true,
            null,
            Source.NONE,
            0,
            0,
            null,
            null,
            CircuitState.OPEN,
            new ListError(ErrorCode.TIMEOUT, "no answer within 10 s", NOW, 3),
            NOW.plusSeconds(30),
            null),
        List.of(),
        new Freshness(NOW_MILLIS - 1, NOW_MILLIS + 30_000, true),
        new AtomicBoolean());
  }

  static Snapshot snapshot(InstanceList... lists) {
    Map<String, InstanceList> byName = new LinkedHashMap<>();
    Stream.of(lists).forEach(list -> byName.put(list.status().name(), list));
    return new Snapshot(42, byName);
  }

  private static ProviderStatus status(String name, String type, Source source, int models) {
    return new ProviderStatus(
        name,
        type,
        true,
        null,
        source,
        models,
        0,
        NOW,
        NOW.plusSeconds(60),
        CircuitState.CLOSED,
        null,
        null,
        null);
  }

  /** A service without a catalog. */
  static ModelService service(FakeLists lists) {
    return service(lists, List::of);
  }

  static ModelService service(Lists lists, Supplier<List<ModelInfo>> catalog) {
    return new ModelService(
        lists, catalog, (row, field) -> null, TYPES, TICKER, feed(lists, new History()));
  }

  static ModelService service(Lists lists, Places places) {
    return service(lists, places, new ByteBudget(MemoryLimits.answersInFlight()));
  }

  static ModelService service(Lists lists, ByteBudget answersInFlight) {
    return service(lists, new Places(10_000), answersInFlight);
  }

  private static ModelService service(Lists lists, Places places, ByteBudget answersInFlight) {
    return new ModelService(
        lists,
        List::of,
        (row, field) -> null,
        TYPES,
        TICKER,
        feed(lists, new History()),
        places,
        answersInFlight);
  }

  static ModelService service(Lists lists, History history) {
    return new ModelService(
        lists, List::of, (row, field) -> null, TYPES, TICKER, feed(lists, history));
  }

  private static Feed feed(Lists lists, History history) {
    return new Feed(history, lists, TYPES, vertx -> vertx);
  }
}
