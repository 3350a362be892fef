package dev.rollcall.cache;

import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.Timing;
import io.vertx.core.Future;
import java.util.function.BiConsumer;

/** Asks for outcomes, and ends a request that comes to none. */
final class Requests {

  /** A request without an outcome this long after the fetch's own deadline has none. */
  private static final long GRACE_MILLIS = 5000;

  /** A verticle that is not there may be about to be replaced by a new one. */
  private static final long REPEAT_MILLIS = 100;

  private static final int REPEATS = 20;

  private final Timing timing;
  private final Port port;
  private final BiConsumer<Entry, Outcome> ended;
  private long made;

  /**
   * Makes requests of this port.
   *
   * @param ended takes the outcome of a request that came to none by itself
   */
  Requests(Timing timing, Port port, BiConsumer<Entry, Outcome> ended) {
    this.timing = timing;
    this.port = port;
    this.ended = ended;
  }

  /**
   * Starts an entry's request.
   *
   * @param forced whether whatever forbids asking does not count
   */
  void ask(Entry entry, boolean forced) {
    long id = ++made;
    entry.flight.start(id, watch(entry, id));
    send(entry, new FetchRequest(id, forced, entry.listed()), REPEATS);
  }

  private Runnable watch(Entry entry, long id) {
    return timing.after(
        entry.config().timeout().toMillis() + GRACE_MILLIS,
        () -> end(entry, id, "the fetch of " + entry.name() + " came to no end"));
  }

  private void send(Entry entry, FetchRequest request, int repeats) {
    Future.<Void>succeededFuture()
        .compose(start -> port.ask(entry.name(), request))
        .onFailure(notThere -> sendAgain(entry, request, repeats));
  }

  private void sendAgain(Entry entry, FetchRequest request, int repeats) {
    if (!entry.flight.is(request.id())) {
      return;
    }
    if (repeats == 0) {
      end(entry, request.id(), "nothing is deployed that could ask " + entry.name());
      return;
    }
    Runnable cancelWatch = watch(entry, request.id());
    Runnable cancelRepeat = timing.after(REPEAT_MILLIS, () -> send(entry, request, repeats - 1));
    entry.flight.watch(
        () -> {
          cancelWatch.run();
          cancelRepeat.run();
        });
  }

  private void end(Entry entry, long id, String message) {
    if (entry.flight.is(id)) {
      ended.accept(entry, entry.failure(id, message));
    }
  }
}
