package dev.rollcall.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What hosts add to an id for how they serve a model: in which format, how fast, to whom. {@code
 * -fast} is not among it, and {@code -instant} only at Groq: elsewhere such models are others.
 */
final class ServingSuffix {

  private static final Set<String> SUFFIXES =
      Set.of(
          "turbo",
          "fp8",
          "tput",
          "fp4",
          "nvfp4",
          "bf16",
          "int4",
          "awq",
          "lite",
          "reference",
          "free",
          "ultra");

  private static final Set<String> GROQ = Set.of("instant", "versatile");

  /**
   * The most suffixes that are removed, which bounds the work on an id that consists of suffixes.
   */
  private static final int MOST = 3;

  private ServingSuffix() {}

  /** The ids that an id may be a serving of, the longest first; empty when it has no suffix. */
  static List<String> bases(String type, String id) {
    List<String> bases = new ArrayList<>();
    String base = id;
    int end = base.lastIndexOf('-');
    if (type.equals("groq") && end > 0 && GROQ.contains(base.substring(end + 1))) {
      return List.of(base.substring(0, end), base.substring(0, end) + "-instruct");
    }
    while (bases.size() < MOST && end > 0 && isSuffix(base.substring(end + 1))) {
      base = base.substring(0, end);
      bases.add(base);
      end = base.lastIndexOf('-');
    }
    return bases;
  }

  private static boolean isSuffix(String part) {
    return SUFFIXES.contains(part.toLowerCase(Locale.ROOT));
  }
}
