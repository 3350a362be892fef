package dev.rollcall.gateway;

import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Lists;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A cache that answers at once from one snapshot, and notes what it was asked. */
class FakeLists implements Lists {

  /** The instances of each request. */
  final List<List<String>> asked = new CopyOnWriteArrayList<>();

  final List<String> changes = new CopyOnWriteArrayList<>();
  final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  volatile Snapshot snapshot;
  volatile CacheStatus cacheStatus = CacheStatus.HIT;
  volatile boolean complete = true;
  volatile @Nullable RuntimeException failure;

  FakeLists(InstanceList... lists) {
    snapshot = Samples.snapshot(lists);
  }

  @Override
  public Snapshot snapshot() {
    return snapshot;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Serves another snapshot from now on, and tells. */
  void replace(Snapshot other) {
    snapshot = other;
    listeners.forEach(Runnable::run);
  }

  @Override
  public Future<Answer> answer(Collection<String> instances) {
    asked.add(List.copyOf(instances));
    if (failure != null) {
      throw failure;
    }
    return Future.succeededFuture(new Answer(snapshot, cacheStatus, complete));
  }

  @Override
  public Future<List<ProviderStatus>> refresh(@Nullable String instance) {
    changes.add("refresh " + instance);
    return Future.succeededFuture(
        snapshot.enabled().stream()
            .map(InstanceList::status)
            .filter(status -> instance == null || status.name().equals(instance))
            .toList());
  }

  @Override
  public Future<List<String>> invalidate(@Nullable String instance) {
    changes.add("invalidate " + instance);
    return Future.succeededFuture(
        instance == null ? List.copyOf(snapshot.instances().keySet()) : List.of(instance));
  }

  @Override
  public Future<JsonObject> settings(@Nullable JsonObject part) {
    changes.add("settings " + part);
    return Future.succeededFuture(new JsonObject().put("default_ttl_seconds", 60));
  }
}
