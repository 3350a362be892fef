package dev.rollcall.cache;

import dev.rollcall.bus.Faults;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances' entries beside the cache's thread, because thousands take longer than an event
 * loop may be held. Of an instance's preparations only the last one counts.
 */
final class Preparations {

  private final ModelCatalog catalog;
  private final Baselines baselines;
  private final Port port;
  private final Map<Entry, Preparation> running = new HashMap<>();

  /** One preparation. */
  private static final class Preparation {
    final Material of;
    final Consumer<@Nullable Throwable> taken;

    Preparation(Material of, Consumer<@Nullable Throwable> taken) {
      this.of = of;
      this.taken = taken;
    }
  }

  Preparations(ModelCatalog catalog, Baselines baselines, Port port) {
    this.catalog = catalog;
    this.baselines = baselines;
    this.port = port;
  }

  /**
   * Lets an entry have what is made of some material, in place of what was being prepared for it.
   *
   * @param taken runs then, unless something else was started or all was given up before: with
   *     null, or with why nothing could be made
   * @return done when the work is, whatever became of it
   */
  Future<Void> start(Entry entry, Material of, Consumer<@Nullable Throwable> taken) {
    Preparation mine = new Preparation(of, taken);
    running.put(entry, mine);
    List<ModelInfo> listedBefore = baselines.of(entry.name());
    Made already = entry.made();
    Future<Made> making =
        already != null && of.isThatOf(already.of())
            ? Future.succeededFuture(already)
            : port.beside(() -> Made.of(of, catalog, listedBefore));
    return making.transform(
        made -> {
          if (running.get(entry) == mine) {
            running.remove(entry);
            finish(entry, mine, made);
          }
          return Future.succeededFuture();
        });
  }

  /** Begins again, with the configuration and the catalog that are in force now. */
  Future<Void> startAgain(Entry entry, Consumer<@Nullable Throwable> taken) {
    Preparation before = running.get(entry);
    return before == null
        ? start(entry, entry.material(), taken)
        : start(entry, before.of.withoutFallback(), before.taken);
  }

  /** Gives up what is being prepared for an entry. */
  void cancel(Entry entry) {
    running.remove(entry);
  }

  /** Gives up everything. */
  void cancelAll() {
    running.clear();
  }

  private static void finish(Entry entry, Preparation mine, AsyncResult<Made> made) {
    if (made.succeeded()) {
      entry.adopt(made.result());
    } else {
      Faults.log("Making the entries of " + entry.name(), made.cause());
    }
    mine.taken.accept(made.cause());
  }
}
