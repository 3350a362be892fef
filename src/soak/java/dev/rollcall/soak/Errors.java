package dev.rollcall.soak;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What went wrong, with the request and its answer; the first hundred in full. */
final class Errors {

  private static final int MOST = 100;
  private static final int MOST_CHARACTERS = 600;

  private final List<String> first = new ArrayList<>();
  private long count;

  synchronized void add(String error) {
    count++;
    if (first.size() < MOST) {
      String line = LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + error;
      first.add(line);
      System.out.println("ERROR " + line);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<String> first() {
    return List.copyOf(first);
  }

  /** The beginning of a text. */
  static String cut(String text) {
    return text == null || text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS) + "… (" + text.length() + " characters)";
  }
}
