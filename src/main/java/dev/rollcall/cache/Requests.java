package dev.rollcall.cache;

import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.Timing;
import java.util.function.BiConsumer;

/** Asks for outcomes, and ends a request that comes to none. */
final class Requests {

  /** A request without an outcome this long after the fetch's own deadline has none. */
  private static final long GRACE_MILLIS = 5000;

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
    Runnable cancelWatch =
        timing.after(entry.config().timeout().toMillis() + GRACE_MILLIS, () -> end(entry, id));
    entry.flight.start(id, cancelWatch);
    port.ask(entry.name(), new FetchRequest(id, forced));
  }

  private void end(Entry entry, long id) {
    if (entry.flight.is(id)) {
      ended.accept(entry, entry.failure(id, "the fetch of " + entry.name() + " came to no end"));
    }
  }
}
