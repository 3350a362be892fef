package dev.rollcall.feed;

import java.util.ArrayList;
import java.util.List;

/** The newest events, in order, so many and so large as there is room for. Used by one thread. */
final class Window {

  private static final int MAX_GONE = 1024;

  private final int maxEvents;
  private final long maxBytes;
  private final List<FeedEvent> events = new ArrayList<>();
  private int gone;
  private long bytes;
  private EventId floor = EventId.of(0);

  Window(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** Forgets everything and goes on from there. */
  void restart(Past past) {
    events.clear();
    gone = 0;
    bytes = 0;
    floor = past.floor();
    past.events().forEach(this::add);
  }

  /** Adds an event, which comes after all that are there. */
  void add(FeedEvent event) {
    if (event.id().compareTo(last()) <= 0) {
      throw new IllegalArgumentException(event.id() + " does not come after " + last());
    }
    events.add(event);
    bytes += event.bytes();
    while (size() > maxEvents || bytes > maxBytes) {
      evict();
    }
  }

  private void evict() {
    FeedEvent oldest = events.get(gone++);
    bytes -= oldest.bytes();
    floor = oldest.id();
    if (gone > MAX_GONE || gone == events.size()) {
      events.subList(0, gone).clear();
      gone = 0;
    }
  }

  int size() {
    return events.size() - gone;
  }

  /** Every event after it is here. */
  EventId floor() {
    return floor;
  }

  /** The place of the newest event; the floor when there is none. */
  EventId last() {
    return size() == 0 ? floor : events.get(events.size() - 1).id();
  }

  /** Everything that is here. */
  List<FeedEvent> all() {
    return List.copyOf(events.subList(gone, events.size()));
  }

  /** The events after that place: at least one if there is one, then as many as there is room. */
  List<FeedEvent> after(EventId place, int maxEvents, long maxBytes) {
    int from = firstAfter(place);
    int to = from;
    long size = 0;
    while (to < events.size() && to - from < maxEvents && (to == from || size < maxBytes)) {
      size += events.get(to).bytes();
      to++;
    }
    return List.copyOf(events.subList(from, to));
  }

  private int firstAfter(EventId place) {
    int low = gone;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).id().compareTo(place) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
