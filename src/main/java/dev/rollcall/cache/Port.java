package dev.rollcall.cache;

import dev.rollcall.bus.FetchRequest;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a cache does to the world around it. */
interface Port {

  /** Does work beside the cache's thread; what became of it is told on the cache's thread. */
  <T> Future<T> beside(Callable<T> work);

  /**
   * Asks an instance's provider verticle for an outcome.
   *
   * @return fails when there is no such verticle
   */
  Future<Void> ask(String instance, FetchRequest request);

  /** Ends an instance's running fetch and lets its circuit start afresh. */
  void reset(String instance);

  /** Puts the snapshot where readers find it. */
  void store(Snapshot snapshot);

  /**
   * Tells of a change.
   *
   * @param type the instance's; null when it is not known any more
   */
  void changed(ModelChange change, @Nullable String type);

  /**
   * Tells of a new status.
   *
   * @param seq the number of the last change
   */
  void status(ProviderStatus status, long seq);

  /**
   * Writes an instance's list to its file, in its own time.
   *
   * @param list makes it, beside the cache's thread
   */
  void keep(String instance, Supplier<StoredList> list);

  /** Deletes an instance's file, in its own time. */
  void forget(String instance);

  /** Sees to it that no later run gives a change this number again. */
  void reserve(long seq);
}
