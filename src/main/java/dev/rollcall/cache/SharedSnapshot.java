package dev.rollcall.cache;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import org.jspecify.annotations.Nullable;

/**
 * Where the snapshot of a deployment is that is served now. It stands under one key of a shared
 * local map; who has found it there reads one volatile field from then on. May be used from any
 * thread.
 */
final class SharedSnapshot implements Shareable {

  private static final String KEY = "snapshot";

  private volatile @Nullable Snapshot now;

  private SharedSnapshot() {}

  /** The one of a deployment; null when nothing is deployed under this prefix. */
  static @Nullable SharedSnapshot find(Vertx vertx, String prefix) {
    return map(vertx, prefix).get(KEY);
  }

  /** Puts one there that is empty yet. */
  static SharedSnapshot begin(Vertx vertx, String prefix) {
    SharedSnapshot shared = new SharedSnapshot();
    map(vertx, prefix).put(KEY, shared);
    return shared;
  }

  /** The snapshot; null before the first and after the last. */
  @Nullable Snapshot now() {
    return now;
  }

  void replace(Snapshot snapshot) {
    now = snapshot;
  }

  /** Takes it from there, for who has found it, too. */
  void end(Vertx vertx, String prefix) {
    now = null;
    map(vertx, prefix).remove(KEY, this);
  }

  @Override
  public String toString() {
    return String.valueOf(now);
  }

  private static LocalMap<String, SharedSnapshot> map(Vertx vertx, String prefix) {
    return vertx.sharedData().getLocalMap(prefix + ".cache");
  }
}
