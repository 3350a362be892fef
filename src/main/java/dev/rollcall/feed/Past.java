package dev.rollcall.feed;

import java.util.List;

/**
 * What is known of the time up to some moment.
 *
 * @param floor every event after it is here; of those before, some are not
 * @param upTo the number of the last change up to that moment
 * @param events in order
 */
public record Past(EventId floor, long upTo, List<FeedEvent> events) {

  public Past {
    events = List.copyOf(events);
  }

  /** Nothing is known of the time before this change. */
  public static Past unknown(long seq) {
    return new Past(EventId.of(seq), seq, List.of());
  }
}
