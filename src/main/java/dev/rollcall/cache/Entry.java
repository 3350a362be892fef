package dev.rollcall.cache;

import dev.rollcall.bus.Outcome;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one instance, and what follows from it at a moment. What the provider said is
 * kept as it is; globs and enrichment are applied over it.
 */
final class Entry {

  final Flight flight = new Flight();
  private final ModelCatalog catalog;
  private InstanceConfig config;
  private List<ModelFacts> catalogFacts;
  private CircuitState circuit = CircuitState.CLOSED;
  private @Nullable Kept kept;
  private @Nullable Trouble trouble;
  private List<ModelInfo> ownModels = List.of();
  private List<ModelInfo> catalogModels = List.of();
  private AtomicBoolean read = new AtomicBoolean();
  private double aheadShare = 1;

  Entry(InstanceConfig config, ModelCatalog catalog) {
    this.config = config;
    this.catalog = catalog;
    catalogFacts = catalog.models(config.type().name());
    listCatalog();
  }

  InstanceConfig config() {
    return config;
  }

  String name() {
    return config.name();
  }

  boolean isOn() {
    return config.isOn();
  }

  boolean hasList() {
    return kept != null;
  }

  /** What the provider lists, whatever is served in its place; empty when it never did. */
  List<ModelInfo> ownModels() {
    return ownModels;
  }

  /**
   * Takes in what became of a request.
   *
   * @param aheadShare the share of its TTL after which a new list is fetched again
   */
  void take(Outcome outcome, long now, Instant today, double aheadShare) {
    circuit = outcome.circuit();
    if (outcome instanceof Outcome.Unlisted unlisted) {
      catalogFacts = unlisted.fallback();
      listCatalog();
    }
    if (outcome instanceof Outcome.Listed listed) {
      kept = new Kept(listed.models(), listed.skipped(), listed.builtin(), now, today);
      trouble = null;
      read = new AtomicBoolean();
      this.aheadShare = aheadShare;
      listOwn();
    } else if (outcome instanceof Outcome.Rejected rejected) {
      trouble = Trouble.rejected(rejected.code(), rejected.message(), trouble, now, today);
    } else if (outcome instanceof Outcome.Failed failed) {
      trouble =
          Trouble.failed(failed.code(), failed.message(), failed.retryIn(), trouble, now, today);
    } else if (outcome instanceof Outcome.Skipped skipped) {
      trouble =
          Trouble.skipped(
              skipped.code(), skipped.message(), skipped.retryIn(), trouble, now, today);
    }
  }

  void circuit(CircuitState state) {
    circuit = state;
  }

  /** Takes in a changed configuration; the list of another account is dropped. */
  void reconfigure(InstanceConfig changed) {
    if (!config.isSameAccount(changed)) {
      kept = null;
    }
    config = changed;
    catalogFacts = catalog.models(changed.type().name());
    startAfresh();
  }

  /** Drops everything that was learned of the provider. */
  void forget() {
    kept = null;
    startAfresh();
  }

  /** Applies the catalog, which is another one now; a list that came with the type is its own. */
  void catalogChanged() {
    catalogFacts = catalog.models(config.type().name());
    if (kept != null && kept.builtin() && !catalogFacts.isEmpty()) {
      kept = new Kept(catalogFacts, kept.skipped(), true, kept.fetchedAt(), kept.fetchedOn());
    }
    listOwn();
    listCatalog();
  }

  /** Lets the next reader ask again where the key was refused. */
  void askRejectedAgain() {
    if (trouble != null && trouble.kind() == Trouble.Kind.REJECTED) {
      trouble = trouble.longAgo();
    }
  }

  /** What this instance serves now. */
  InstanceList view(long now, CacheConfig settings) {
    return serving(source(now, settings), settings);
  }

  /** What a caller gets who has waited long enough: the last good list, else the fallback. */
  InstanceList viewOfTheImpatient(CacheConfig settings) {
    Source source =
        kept != null
            ? Source.STALE
            : Fallback.choose(ErrorCode.TIMEOUT, null, !catalogModels.isEmpty(), settings);
    return serving(source, settings);
  }

  /** When to refresh ahead of the expiry, in monotonic milliseconds. */
  long aheadAt(CacheConfig settings) {
    return kept == null
        ? Long.MAX_VALUE
        : kept.fetchedAt() + (long) (ttlMillis(settings) * aheadShare);
  }

  /** Whether a refresh ahead has a purpose: the list was read, and its provider may be asked. */
  boolean wantsRefreshAhead(long now) {
    return read.get() && (trouble == null || now >= trouble.retryAt());
  }

  /** When time alone changes what is served; the far future when it does not. */
  long nextViewChange(long now, CacheConfig settings) {
    if (kept == null || trouble == null) {
      return Long.MAX_VALUE;
    }
    long expiry = kept.fetchedAt() + ttlMillis(settings);
    if (now < expiry) {
      return expiry;
    }
    long tooOld =
        settings.maxStale() == null
            ? Long.MAX_VALUE
            : kept.fetchedAt() + settings.maxStale().toMillis() + 1;
    return now < tooOld ? tooOld : Long.MAX_VALUE;
  }

  private void startAfresh() {
    trouble = null;
    circuit = CircuitState.CLOSED;
    listOwn();
    listCatalog();
  }

  private void listOwn() {
    Predicate<String> listed = config.models().filter();
    String type = config.type().name();
    Kept own = kept;
    ownModels =
        own == null
            ? List.of()
            : catalog.enrich(type, own.models()).stream()
                .filter(model -> listed.test(model.facts().nativeId()))
                .map(
                    model ->
                        new ModelInfo(
                            config.name(),
                            type,
                            own.builtin() ? Source.BUILTIN : Source.LIVE,
                            model.facts(),
                            model.enrichment()))
                .toList();
  }

  private void listCatalog() {
    Predicate<String> listed = config.models().filter();
    catalogModels =
        catalogFacts.stream()
            .filter(facts -> listed.test(facts.nativeId()))
            .map(
                facts ->
                    new ModelInfo(config.name(), config.type().name(), Source.CATALOG, facts, null))
            .toList();
  }

  private Source source(long now, CacheConfig settings) {
    if (!isOn()) {
      return Source.NONE;
    }
    Long age = kept == null ? null : now - kept.fetchedAt();
    if (kept != null && age != null && (trouble == null || age < ttlMillis(settings))) {
      return kept.builtin() ? Source.BUILTIN : Source.LIVE;
    }
    return trouble == null
        ? Source.NONE
        : Fallback.choose(trouble.error().code(), age, !catalogModels.isEmpty(), settings);
  }

  private InstanceList serving(Source source, CacheConfig settings) {
    List<ModelInfo> models =
        switch (source) {
          case LIVE, BUILTIN -> ownModels;
          case STALE -> ownModels.stream().map(model -> model.from(Source.STALE)).toList();
          case CATALOG -> catalogModels;
          case NONE -> List.of();
        };
    Kept own = kept;
    Trouble why = trouble;
    return new InstanceList(
        new ProviderStatus(
            config.name(),
            config.type().name(),
            isOn(),
            config.offReason(),
            source,
            models.size(),
            own == null ? 0 : own.skipped(),
            own == null ? null : own.fetchedOn(),
            own == null ? null : own.fetchedOn().plusMillis(ttlMillis(settings)),
            circuit,
            why == null ? null : why.error(),
            why == null ? null : why.retryOn()),
        models,
        freshness(settings),
        read);
  }

  private Freshness freshness(CacheConfig settings) {
    long listExpiry = kept == null ? Long.MIN_VALUE : kept.fetchedAt() + ttlMillis(settings);
    if (trouble == null) {
      return new Freshness(listExpiry, Long.MIN_VALUE, false);
    }
    return switch (trouble.kind()) {
      case REJECTED ->
          new Freshness(
              Math.max(listExpiry, trouble.at() + ttlMillis(settings)), Long.MIN_VALUE, false);
      case FAILED -> new Freshness(listExpiry, trouble.retryAt(), true);
      case NO_KEY -> new Freshness(Long.MAX_VALUE, Long.MAX_VALUE, false);
    };
  }

  private long ttlMillis(CacheConfig settings) {
    return settings.ttl(config.name(), config.type()).toMillis();
  }
}
