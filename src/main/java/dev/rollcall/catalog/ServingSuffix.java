package dev.rollcall.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What hosts add to an id for how they serve a model: in which format, how fast, to whom. {@code
 * -fast} is not among it, and {@code -instant} only at Groq: elsewhere such models are others.
 */
final class ServingSuffix {

  private static final Pattern SUFFIX =
      Pattern.compile(
          "(.+)-(turbo|fp8|tput|fp4|nvfp4|bf16|int4|awq|lite|reference|free|ultra)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GROQ = Pattern.compile("(.+)-(instant|versatile)");

  /** Nobody adds more; it bounds the work on an id made of nothing else. */
  private static final int MOST = 3;

  private ServingSuffix() {}

  /** The ids that an id may be a serving of, the longest first; empty when it has no suffix. */
  static List<String> bases(String type, String id) {
    Matcher groq = GROQ.matcher(id);
    if (type.equals("groq") && groq.matches()) {
      return List.of(groq.group(1), groq.group(1) + "-instruct");
    }
    List<String> bases = new ArrayList<>();
    Matcher suffix = SUFFIX.matcher(id);
    while (bases.size() < MOST && suffix.matches()) {
      bases.add(suffix.group(1));
      suffix.reset(suffix.group(1));
    }
    return bases;
  }
}
