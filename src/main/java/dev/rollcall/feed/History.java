package dev.rollcall.feed;

import dev.rollcall.bus.Faults;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ProviderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes and statuses of one deployment, in the order they were told in: at most 10,000
 * and at most 8 MB of them. One writes, and many read, from any thread.
 */
public final class History {

  static final int MAX_EVENTS = 10_000;
  static final long MAX_BYTES = 8 * 1024 * 1024;

  private final Window window;
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private long upTo;
  private volatile long added;
  private volatile boolean closed;

  /**
   * Events from a place on.
   *
   * @param isComplete whether none is missing between that place and the first of them
   */
  public record Slice(boolean isComplete, List<FeedEvent> events) {}

  /** A history of nothing yet. */
  public History() {
    this(MAX_EVENTS, MAX_BYTES);
  }

  History(int maxEvents, long maxBytes) {
    window = new Window(maxEvents, maxBytes);
  }

  /**
   * Goes on from what is known of earlier runs.
   *
   * @param seq the number of the last change, from which this run counts on
   */
  public synchronized void begin(Past past, long seq) {
    window.restart(past);
    upTo = seq;
  }

  /**
   * Adds a change of what an instance lists.
   *
   * @param type the instance's; null when it is not known any more
   */
  public void add(ModelChange change, @Nullable String type) {
    add(FeedEvent.Change.of(change, type));
  }

  /**
   * Adds a change of how an instance is.
   *
   * @param seq the number of the last change of what is listed
   */
  public void add(ProviderStatus status, long seq, Instant at) {
    add(FeedEvent.Status.of(last().nextStatus(seq), status, at));
  }

  private void add(FeedEvent event) {
    synchronized (this) {
      window.add(event);
      upTo = Math.max(upTo, event.id().seq());
      added++;
    }
    tell();
  }

  /** How many events were added in this run. */
  public long added() {
    return added;
  }

  /** The place of the newest event; where there is none, the one that everything is known since. */
  public synchronized EventId last() {
    return window.last();
  }

  /** Every event after this place is here. */
  public synchronized EventId floor() {
    return window.floor();
  }

  /**
   * The events after a place, at least one if there is one.
   *
   * @param maxBytes a size that only the last of them exceeds
   */
  public synchronized Slice after(EventId place, int maxEvents, long maxBytes) {
    return new Slice(
        place.compareTo(window.floor()) >= 0, window.after(place, maxEvents, maxBytes));
  }

  /** Everything that is here. */
  public synchronized Past all() {
    return new Past(window.floor(), upTo, window.all());
  }

  /**
   * Tells of every event that is added, and of the end.
   *
   * @param listener called after the event can be read, by the thread that adds it
   * @return ends the listening
   */
  public Runnable listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells that nothing will be added any more. */
  public void close() {
    closed = true;
    tell();
  }

  public boolean isClosed() {
    return closed;
  }

  private void tell() {
    listeners.forEach(listener -> Faults.contain("Telling of a change", listener));
  }
}
