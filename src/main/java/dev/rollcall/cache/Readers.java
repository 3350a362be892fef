package dev.rollcall.cache;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.bus.Timing;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers requests for lists that are not fresh, and forced refreshes. */
final class Readers {

  private final Cache cache;
  private final Timing timing;

  Readers(Cache cache, Timing timing) {
    this.cache = cache;
    this.timing = timing;
  }

  /** Asks for those of the named instances that are not fresh, and waits for some of them. */
  Future<Lists.Answer> answer(Collection<String> instances) {
    List<Entry> awaited = new ArrayList<>();
    boolean collapsed = true;
    boolean missing = false;
    for (String name : instances) {
      Entry entry = cache.entry(name);
      if (entry == null || !entry.isOn() || !cache.wantsRequest(entry)) {
        continue;
      }
      boolean running = entry.flight.isRunning();
      if (!running) {
        cache.ask(entry, false);
      }
      if (!cache.view(entry).freshness().failed()) {
        awaited.add(entry);
        collapsed &= running;
        missing |= !entry.hasList();
      }
    }
    if (awaited.isEmpty()) {
      return Future.succeededFuture(new Lists.Answer(cache.snapshot(), CacheStatus.HIT, true));
    }
    CacheStatus.Forward forward = missing ? CacheStatus.Forward.MISS : CacheStatus.Forward.STALE;
    return new Wait(awaited, new CacheStatus(forward, collapsed)).answer();
  }

  /** Asks now, whatever forbids it. */
  Future<List<ProviderStatus>> refresh(@Nullable String instance) {
    List<Entry> asked = new ArrayList<>();
    for (Entry entry : cache.selected(instance)) {
      if (entry.isOn()) {
        asked.add(entry);
      } else if (instance != null) {
        throw new RequestFailure(
            409,
            "provider_disabled",
            "provider '" + instance + "' is off: " + entry.config().offReason(),
            "provider");
      }
    }
    Promise<List<ProviderStatus>> done = Promise.promise();
    int[] open = {asked.size() + 1};
    Runnable landed =
        () -> {
          if (--open[0] == 0) {
            done.handle(statuses(instance, asked));
          }
        };
    for (Entry entry : asked) {
      if (entry.flight.isRunning()) {
        entry.flight.joinNext(landed);
      } else {
        entry.flight.join(landed);
        cache.ask(entry, true);
      }
    }
    landed.run();
    return done.future();
  }

  /** How those are that were asked and have not been taken out of the configuration since. */
  private Future<List<ProviderStatus>> statuses(@Nullable String instance, List<Entry> asked) {
    List<ProviderStatus> statuses =
        asked.stream()
            .filter(entry -> cache.isClosed() || cache.entry(entry.name()) != null)
            .map(entry -> cache.view(entry).status())
            .toList();
    return instance != null && statuses.isEmpty()
        ? Future.failedFuture(RequestFailure.unknownProvider(instance))
        : Future.succeededFuture(statuses);
  }

  /** A caller that waits for some instances, for the list timeout at most. */
  private final class Wait {
    private final Map<String, Entry> open = new LinkedHashMap<>();
    private final Promise<Lists.Answer> promise = Promise.promise();
    private final CacheStatus status;

    Wait(List<Entry> awaited, CacheStatus status) {
      this.status = status;
      awaited.forEach(entry -> open.put(entry.name(), entry));
      awaited.forEach(entry -> entry.flight.join(() -> landed(entry)));
      long millis = cache.settings().listTimeout().toMillis();
      if (millis == 0) {
        runOut();
      } else {
        Runnable cancelTimer = timing.after(millis, this::runOut);
        promise.future().onComplete(answered -> cancelTimer.run());
      }
    }

    Future<Lists.Answer> answer() {
      return promise.future();
    }

    private void landed(Entry entry) {
      if (cache.isClosed()) {
        runOut();
        return;
      }
      open.remove(entry.name());
      if (open.isEmpty()) {
        promise.tryComplete(new Lists.Answer(cache.snapshot(), status, true));
      }
    }

    private void runOut() {
      Snapshot shared = cache.snapshot();
      long now = timing.ticker().millis();
      Map<String, InstanceList> own = new LinkedHashMap<>(shared.instances());
      open.forEach((name, entry) -> own.put(name, entry.viewOfTheImpatient(now, cache.settings())));
      promise.tryComplete(new Lists.Answer(new Snapshot(shared.seq(), own), status, false));
    }
  }
}
