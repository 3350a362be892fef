package dev.rollcall.gateway;

import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.Ticker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the list of everything for later requests. It is valid for the snapshot that it was made
 * of, and for one second, in which its age is exact. May be used from any thread.
 */
final class ReadyList {

  private static final long MILLIS = 1000;

  private final Supplier<Snapshot> snapshots;
  private final Ticker ticker;
  private volatile @Nullable Ready ready;

  private record Ready(Snapshot of, ModelList list, long until) {}

  ReadyList(Supplier<Snapshot> snapshots, Ticker ticker) {
    this.snapshots = snapshots;
    this.ticker = ticker;
  }

  /** The list; null when it is to be made first. */
  @SuppressWarnings(
      "ReferenceEquality") // a snapshot that is stored again may be equal, but counts as changed
  @Nullable ModelList now() {
    Ready known = ready;
    return known != null && known.of() == snapshots.get() && ticker.millis() < known.until()
        ? known.list()
        : null;
  }

  /**
   * Keeps it.
   *
   * @param served what it was made of, which is everything
   */
  void keep(Served served, ModelList list) {
    Long freshUntil = served.freshUntil(ticker);
    if (freshUntil != null) {
      ready =
          new Ready(
              served.answer().snapshot(),
              new ModelList(
                  list.data(),
                  list.providers(),
                  list.seq(),
                  CacheStatus.HIT,
                  list.maxAgeSeconds(),
                  list.page()),
              Math.min(freshUntil, ticker.millis() + MILLIS));
    }
  }
}
