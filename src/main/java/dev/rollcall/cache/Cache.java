package dev.rollcall.cache;

import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.Faults;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelCatalog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an instance is asked, and keeps what became of it. Runs on one thread. Whatever
 * happens, the {@link Publisher} makes it known.
 */
final class Cache {

  private final Timing timing;
  private final Port port;
  private final Publisher publisher;
  private final Archive archive;
  private final Preparations preparations;
  private final Requests requests;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Schedule schedule;
  private CacheConfig settings = CacheConfig.DEFAULT;
  private boolean isClosed;

  Cache(Timing timing, ModelCatalog catalog, Port port) {
    this.timing = timing;
    this.port = port;
    schedule = new Schedule(timing, this::timeHasCome);
    publisher = new Publisher(timing.ticker(), port);
    archive = new Archive(timing.ticker(), catalog, publisher.baselines(), port);
    preparations = new Preparations(catalog, publisher.baselines(), port);
    requests = new Requests(timing, port, this::giveUp);
  }

  CacheConfig settings() {
    return settings;
  }

  /** Whether nothing will come of any request any more. */
  boolean isClosed() {
    return isClosed;
  }

  Snapshot snapshot() {
    return publisher.snapshot();
  }

  /** The entry of that name; null when none is configured. */
  @Nullable Entry entry(String instance) {
    return entries.get(instance);
  }

  /**
   * Takes in what earlier runs have left, before any configuration.
   *
   * @return done when a configuration can be taken in
   */
  Future<Void> restore(Restored earlier) {
    publisher.continueFrom(earlier.seq());
    return archive.restore(earlier.lists());
  }

  /**
   * Takes in a configuration; instances that are new or changed are not asked by this.
   *
   * @return done when every instance serves what the configuration wants
   */
  Future<Void> configure(RollcallConfig config) {
    settings = config.cache();
    Map<String, Entry> before = new LinkedHashMap<>(entries);
    entries.clear();
    publisher.startAnew();
    List<Entry> changed = new ArrayList<>();
    List<Runnable> released = new ArrayList<>();
    for (InstanceConfig instance : config.providers().values()) {
      Entry entry = before.remove(instance.name());
      if (entry == null) {
        entry = new Entry(instance, schedule.aheadShare());
        changed.add(entry);
      } else if (entry.config().equals(instance)) {
        entry.askRejectedAgain();
      } else {
        entry.flight.cancel();
        entry.reconfigure(instance);
        changed.add(entry);
      }
      entries.put(instance.name(), entry);
      if (!entry.isOn()) {
        released.addAll(release(entry));
      }
    }
    for (Entry removed : before.values()) {
      released.addAll(release(removed));
      preparations.cancel(removed);
      schedule.cancel(removed);
      remove(removed.name());
    }
    archive.notAmong(entries.keySet()).forEach(this::remove);
    commit(entries.values(), released);
    return Future.join(changed.stream().map(this::prepare).toList()).mapEmpty();
  }

  /** Asks every enabled instance that has no fresh list, behind the readers' backs. */
  void askAllWithoutFreshList() {
    for (Entry entry : entries.values()) {
      if (entry.isOn() && wantsRequest(entry) && !entry.flight.isRunning()) {
        ask(entry, false);
      }
    }
  }

  /** Changes settings in force. */
  void settings(CacheConfig changed) {
    settings = changed;
    commit(entries.values(), List.of());
  }

  /** Forgets lists and everything learned of their providers. */
  List<String> invalidate(@Nullable String instance) {
    List<Entry> forgotten = selected(instance);
    for (Entry entry : forgotten) {
      entry.flight.cancel();
      entry.forget();
      contain(() -> archive.forget(entry.name()));
      contain(() -> port.reset(entry.name()));
    }
    commit(forgotten, List.of());
    forgotten.forEach(this::prepare);
    return forgotten.stream().map(Entry::name).toList();
  }

  /**
   * Applies the outcome of a request. The request completes, and the callers that wait are
   * answered, once the entries are made of it.
   */
  void take(Outcome outcome) {
    Entry entry = entries.get(outcome.instance());
    if (entry == null || !entry.flight.is(outcome.request())) {
      return;
    }
    if (outcome instanceof Outcome.Aborted) {
      entry.flight.cancel();
      commit(entry);
    } else {
      preparations.start(
          entry,
          entry.materialAfter(outcome, now(), timing.ticker().now()),
          failure -> land(entry, failure == null ? outcome : entry.unmade(outcome)));
    }
  }

  /** Takes in a circuit's state that time changed. */
  void take(CircuitChange change) {
    Entry entry = entries.get(change.instance());
    if (entry != null) {
      entry.circuit(change.state());
      commit(entry);
    }
  }

  /**
   * Applies the catalog, which is another one now, to everything kept.
   *
   * @return done when it is applied
   */
  Future<Void> catalogChanged() {
    List<Future<Void>> applied = new ArrayList<>();
    for (Entry entry : entries.values()) {
      entry.forgetFallback();
      applied.add(preparations.startAgain(entry, failure -> commit(entry)));
    }
    return Future.join(applied).mapEmpty();
  }

  /** Takes in why an instance's list is in no file; null when it is. */
  void notStored(String instance, @Nullable String reason) {
    Entry entry = entries.get(instance);
    if (entry != null) {
      entry.notStored(reason);
      commit(entry);
    }
  }

  /** Answers the callers that still wait and cancels every timer. */
  void close() {
    schedule.cancelAll();
    preparations.cancelAll();
    List<Runnable> released =
        entries.values().stream().flatMap(entry -> release(entry).stream()).toList();
    entries.clear();
    isClosed = true;
    released.forEach(Cache::contain);
  }

  private Future<Void> prepare(Entry entry) {
    Kept earlier = entry.hasList() ? null : archive.listOf(entry.config(), settings);
    return preparations.start(
        entry,
        earlier == null ? entry.material() : entry.materialWith(earlier),
        failure -> commit(entry));
  }

  private void remove(String instance) {
    contain(() -> archive.forget(instance));
    publisher.gone(instance);
  }

  private void land(Entry entry, Outcome outcome) {
    entry.take(outcome, now(), timing.ticker().now(), schedule.aheadShare());
    commit(List.of(entry), entry.flight.land());
  }

  private void commit(Entry touched) {
    commit(List.of(touched), List.of());
  }

  /**
   * Makes known what has become of some entries, and does what follows from it.
   *
   * @param landed answers the callers that wait
   */
  private void commit(Collection<Entry> touched, List<Runnable> landed) {
    if (isClosed) {
      return;
    }
    // First, because a caller that is answered may rely on the next refresh being scheduled.
    touched.forEach(entry -> schedule.set(entry, settings));
    publisher.publish(touched, landed, settings);
    for (Entry entry : touched) {
      contain(() -> archive.update(entry, publisher.seq()));
      if (entry.flight.isAwaited() && !entry.flight.isRunning()) {
        ask(entry, true);
      }
    }
  }

  /** Starts a request; the outcome comes back through {@link #take(Outcome)}. */
  void ask(Entry entry, boolean forced) {
    requests.ask(entry, forced);
  }

  private void giveUp(Entry entry, Outcome outcome) {
    preparations.cancel(entry);
    land(entry, outcome);
  }

  private void timeHasCome(Entry entry) {
    long now = now();
    boolean ahead = now >= entry.aheadAt(settings) && !wantsRequest(entry);
    if (ahead && entry.wantsRefreshAhead(now) && !entry.flight.isRunning()) {
      ask(entry, false);
    }
    commit(entry);
  }

  /** The named entry, or all; fails when there is none of that name. */
  List<Entry> selected(@Nullable String instance) {
    if (instance == null) {
      return List.copyOf(entries.values());
    }
    Entry entry = entries.get(instance);
    if (entry == null) {
      throw RequestFailure.unknownProvider(instance);
    }
    return List.of(entry);
  }

  InstanceList view(Entry entry) {
    return publisher.view(entry);
  }

  boolean wantsRequest(Entry entry) {
    return view(entry).freshness().wantsRequest(now());
  }

  private static List<Runnable> release(Entry entry) {
    entry.flight.cancel();
    return entry.flight.land();
  }

  private static void contain(Runnable action) {
    Faults.contain("Keeping what the cache has", action);
  }

  private long now() {
    return timing.ticker().millis();
  }
}
