package dev.rollcall.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Guesses what somebody meant to write. */
public final class Nearest {

  private static final int LONGEST = 64;

  private Nearest() {}

  /** The end of a sentence that names the most similar candidate; empty when none is similar. */
  static String hint(String written, Collection<String> candidates) {
    return of(written, candidates, 1).stream()
        .map(candidate -> "; did you mean " + candidate + "?")
        .findFirst()
        .orElse("");
  }

  /**
   * The most similar candidates, the most similar one first; empty when none is similar.
   *
   * @param atMost how many
   */
  public static List<String> of(String written, Collection<String> candidates, int atMost) {
    if (written.length() > LONGEST) {
      return List.of();
    }
    int tolerated = 1 + written.length() / 3;
    return candidates.stream()
        .map(candidate -> Map.entry(distance(written, candidate), candidate))
        .filter(candidate -> candidate.getKey() <= tolerated)
        .sorted(Map.Entry.comparingByKey())
        .limit(atMost)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** How many characters have to be inserted, removed or replaced to make one of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
