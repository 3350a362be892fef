package dev.rollcall.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of events, over restarts too. A change has its {@code seq}; a status, which
 * has none, is numbered after the change before it. So {@code 17} is the change with that number,
 * or the list that contains it, and {@code 17.2} the second status after it.
 *
 * @param seq of the change
 * @param number 0 for the change itself
 */
public record EventId(long seq, int number) implements Comparable<EventId> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,16})(?:\\.(\\d{1,9}))?");

  /** The place of a change. */
  public static EventId of(long seq) {
    return new EventId(seq, 0);
  }

  /** Reads an id; null when it is none. */
  public static @Nullable EventId parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String number = parts.group(2);
    return new EventId(
        Long.parseLong(parts.group(1)), number == null ? 0 : Integer.parseInt(number));
  }

  /** The place of a status that comes next when changes are numbered up to there. */
  EventId nextStatus(long upTo) {
    return seq >= upTo ? new EventId(seq, number + 1) : new EventId(upTo, 1);
  }

  @Override
  public int compareTo(EventId other) {
    int order = Long.compare(seq, other.seq);
    return order == 0 ? Integer.compare(number, other.number) : order;
  }

  /** As clients see it. */
  @Override
  public String toString() {
    return number == 0 ? Long.toString(seq) : seq + "." + number;
  }
}
