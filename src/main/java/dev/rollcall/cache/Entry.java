package dev.rollcall.cache;

import dev.rollcall.bus.Outcome;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one instance, and what follows from it at a moment. What the provider said is
 * kept as it is; the entries it serves are made of that elsewhere.
 */
final class Entry {

  final Flight flight = new Flight();
  private InstanceConfig config;
  private @Nullable List<ModelFacts> fallback;
  private CircuitState circuit = CircuitState.CLOSED;
  private @Nullable Kept kept;
  private @Nullable LastFailure lastFailure;
  private @Nullable Made made;
  private Rows rows = Rows.NONE;
  private AtomicBoolean read = new AtomicBoolean();
  private double aheadShare;
  private @Nullable String notStored;

  /**
   * Makes the entry of an instance of which nothing is kept.
   *
   * @param aheadShare the share of its TTL after which a list of an earlier run is fetched again
   */
  Entry(InstanceConfig config, double aheadShare) {
    this.config = config;
    this.aheadShare = aheadShare;
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

  /** The last good list; null when there is none. */
  @Nullable Kept kept() {
    return kept;
  }

  /** How many entries the last good list has; 0 when there is none. */
  int listed() {
    return kept == null ? 0 : kept.models().size();
  }

  /** What the provider lists, whatever is served in its place; empty when it never did. */
  List<ModelInfo> ownModels() {
    return rows.own();
  }

  /** What the entries are to be made of. */
  Material material() {
    return new Material(config, kept, fallback);
  }

  /** What they are to be made of to serve a list of an earlier run. */
  Material materialWith(Kept restored) {
    return new Material(config, restored, fallback);
  }

  /** What they are to be made of once an outcome is taken in. */
  Material materialAfter(Outcome outcome, long now, Instant today) {
    return outcome instanceof Outcome.Listed listed
        ? new Material(config, Kept.of(listed, now, today), fallback)
        : material();
  }

  /** What the entries were last made of, and they; null when they never were. */
  @Nullable Made made() {
    return made;
  }

  /** Takes the entries that were made, with what they were made of. */
  void adopt(Made ready) {
    made = ready;
    kept = ready.of().kept();
    fallback = ready.of().fallback();
    rows = ready.rows();
  }

  /**
   * Takes in what became of a request, after the entries made of it.
   *
   * @param aheadShare the share of its TTL after which a new list is fetched again
   */
  void take(Outcome outcome, long now, Instant today, double aheadShare) {
    circuit = outcome.circuit();
    if (outcome instanceof Outcome.Listed) {
      lastFailure = null;
      read = new AtomicBoolean();
      this.aheadShare = aheadShare;
    } else if (outcome instanceof Outcome.Unlisted unlisted) {
      lastFailure = LastFailure.of(unlisted, lastFailure, now, today);
    }
  }

  /** How they differ from what was listed before them; null where that is not known. */
  @Nullable Difference difference() {
    return made == null ? null : made.difference();
  }

  /** The outcome of a request that Rollcall itself has failed on. */
  Outcome failure(long request, String message) {
    return new Outcome.Failed(
        request,
        config.name(),
        circuit,
        ErrorCode.INTERNAL,
        message,
        lastFailure == null ? 1 : lastFailure.error().attempts() + 1,
        Duration.ofSeconds(1));
  }

  /** The same where the entries cannot be made of an outcome; takes in the circuit's state. */
  Outcome unmade(Outcome outcome) {
    circuit = outcome.circuit();
    return failure(outcome.request(), "the list of " + name() + " cannot be made");
  }

  /** Takes in why the last good list is in no file; null when it is or is not to be. */
  void notStored(@Nullable String reason) {
    notStored = reason;
  }

  void circuit(CircuitState state) {
    circuit = state;
  }

  /**
   * Applies a changed configuration; the list of another account is dropped at once. Otherwise the
   * entries are served unchanged until they are rebuilt.
   */
  void reconfigure(InstanceConfig changed) {
    if (!config.isSameAccount(changed)) {
      kept = null;
      rows = Rows.NONE;
    }
    config = changed;
    startAfresh();
  }

  /** Drops everything that was learned of the provider. */
  void forget() {
    kept = null;
    rows = rows.withoutOwn();
    startAfresh();
  }

  /** Lets the catalog, which may be another one now, be asked again. */
  void forgetFallback() {
    fallback = null;
  }

  /** Lets the next reader ask again where the key was refused. */
  void askRejectedAgain() {
    if (lastFailure != null && lastFailure.kind() == LastFailure.Kind.REJECTED) {
      lastFailure = lastFailure.longAgo();
    }
  }

  /** What this instance serves now. */
  InstanceList view(long now, CacheConfig settings) {
    Standing standing = standing(settings);
    return serving(standing.source(now), standing);
  }

  /**
   * Returns what is served to a caller whose list timeout has passed: the last good list, else the
   * fallback.
   */
  InstanceList viewOfTheImpatient(long now, CacheConfig settings) {
    Standing standing = standing(settings);
    return serving(standing.sourceForTheImpatient(now), standing);
  }

  /** When to refresh ahead of the expiry, in monotonic milliseconds. */
  long aheadAt(CacheConfig settings) {
    return kept == null
        ? Long.MAX_VALUE
        : kept.fetchedAt() + (long) (standing(settings).ttlMillis() * aheadShare);
  }

  /** Whether a refresh ahead has a purpose: the list was read, and its provider may be asked. */
  boolean wantsRefreshAhead(long now) {
    return read.get() && (lastFailure == null || now >= lastFailure.retryAt());
  }

  /** When time alone changes what is served; the far future when it does not. */
  long nextViewChange(long now, CacheConfig settings) {
    return standing(settings).nextChange(now);
  }

  private void startAfresh() {
    lastFailure = null;
    circuit = CircuitState.CLOSED;
    fallback = null;
  }

  private Standing standing(CacheConfig settings) {
    return new Standing(config, settings, kept, lastFailure, !rows.catalog().isEmpty());
  }

  private InstanceList serving(Source source, Standing standing) {
    List<ModelInfo> models =
        switch (source) {
          case LIVE, BUILTIN -> rows.own();
          case STALE -> rows.stale();
          case CATALOG -> rows.catalog();
          case NONE -> List.of();
        };
    Kept own = kept;
    LastFailure why = lastFailure;
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
            own == null ? null : own.fetchedOn().plusMillis(standing.ttlMillis()),
            circuit,
            why == null ? null : why.error(),
            why == null ? null : why.retryOn(),
            own == null ? null : notStored),
        models,
        standing.freshness(),
        read);
  }
}
