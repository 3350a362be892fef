package dev.rollcall.cache;

import dev.rollcall.bus.Faults;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what entries serve. The snapshot is always stored first, then the callers that wait are
 * answered, then the changes are published; so no answer is older than the snapshot.
 */
final class Publisher {

  private final Ticker ticker;
  private final Port port;
  private final Baselines baselines;
  private final Map<String, InstanceList> views = new LinkedHashMap<>();
  private final List<Told> untold = new ArrayList<>();
  private Snapshot snapshot;
  private long seq;

  /** A change and the type of its instance. */
  private record Told(ModelChange change, @Nullable String type) {}

  Publisher(Ticker ticker, Port port) {
    this.ticker = ticker;
    this.port = port;
    // Later than any number of an earlier run, as long as the clock was not set back.
    seq = ticker.now().toEpochMilli() * 1000;
    snapshot = new Snapshot(seq, Map.of());
    baselines = new Baselines(() -> ++seq);
  }

  /** What the changes are changes of. */
  Baselines baselines() {
    return baselines;
  }

  /** What was published last. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** The number of the last change. */
  long seq() {
    return seq;
  }

  /** Numbers changes from here on, unless it does so already. */
  void continueFrom(long earlierSeq) {
    seq = Math.max(seq, earlierSeq);
    snapshot = new Snapshot(seq, Map.of());
  }

  /** What an entry serves. */
  InstanceList view(Entry entry) {
    return Objects.requireNonNull(views.get(entry.name()));
  }

  /** Leaves out of the next snapshot what is not published again. */
  void startAnew() {
    views.clear();
  }

  /** Notes that an instance is there no more, to be told with the next snapshot. */
  void gone(String instance) {
    List<ModelInfo> last = baselines.of(instance);
    String type = last == null || last.isEmpty() ? null : last.get(0).providerType();
    addIfAny(untold, baselines.gone(instance, today()), type);
  }

  /**
   * Makes known what has become of some entries.
   *
   * @param landed answers the callers that wait
   */
  void publish(Collection<Entry> touched, List<Runnable> landed, CacheConfig settings) {
    List<Told> changes = new ArrayList<>(untold);
    untold.clear();
    List<ProviderStatus> statuses = new ArrayList<>();
    for (Entry entry : touched) {
      addIfAny(changes, compare(entry), entry.config().type().name());
      InstanceList view = entry.view(ticker.millis(), settings);
      views.put(entry.name(), view);
      InstanceList before = snapshot.instance(entry.name());
      if (before != null && view.status().isNewsAfter(before.status())) {
        statuses.add(view.status());
      }
    }
    snapshot = new Snapshot(seq, views);
    contain(() -> port.store(snapshot));
    landed.forEach(Publisher::contain);
    changes.forEach(told -> contain(() -> port.changed(told.change(), told.type())));
    statuses.forEach(status -> contain(() -> port.status(status, snapshot.seq())));
    contain(() -> port.reserve(seq));
  }

  private @Nullable ModelChange compare(Entry entry) {
    if (!entry.isOn()) {
      return baselines.gone(entry.name(), today());
    }
    return entry.hasList()
        ? baselines.listed(entry.name(), entry.ownModels(), entry.difference(), today())
        : null;
  }

  private Instant today() {
    return ticker.now();
  }

  /** What one waiter or listener makes of its news is nothing to the others. */
  private static void contain(Runnable action) {
    Faults.contain("Telling what the cache has", action);
  }

  private static void addIfAny(
      List<Told> changes, @Nullable ModelChange change, @Nullable String type) {
    if (change != null) {
      changes.add(new Told(change, type));
    }
  }
}
