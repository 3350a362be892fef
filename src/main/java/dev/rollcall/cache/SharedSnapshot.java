package dev.rollcall.cache;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current snapshot of a deployment. It is a value of a shared local map; a reader that
 * has looked it up once reads one volatile field from then on. May be used from any thread.
 */
final class SharedSnapshot implements Shareable {

  /** What is found where nothing is deployed; it stays empty. */
  static final SharedSnapshot NONE = new SharedSnapshot();

  private static final String KEY = "snapshot";

  private volatile @Nullable Snapshot now;

  /** The one of the deployment under this prefix, if there is one. */
  static SharedSnapshot find(Vertx vertx, String prefix) {
    return map(vertx, prefix).getOrDefault(KEY, NONE);
  }

  /** Puts it where it is found. */
  void begin(Vertx vertx, String prefix) {
    map(vertx, prefix).put(KEY, this);
  }

  /** The snapshot; null before the first and after the last. */
  @Nullable Snapshot now() {
    return now;
  }

  void replace(Snapshot snapshot) {
    now = snapshot;
  }

  /** Removes it from the map; readers that have looked it up find no snapshot any more. */
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
