package dev.rollcall.config;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which native ids an instance lists. In a glob, {@code *} stands for any characters and {@code ?}
 * for one; case counts.
 *
 * @param allow globs of what is listed; empty lists everything
 * @param deny globs of what is not, whatever {@code allow} says
 */
public record Globs(List<String> allow, List<String> deny) {

  /** Lists everything. */
  public static final Globs ALL = new Globs(List.of(), List.of());

  public Globs {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }

  /** The test that a native id has to pass. */
  public Predicate<String> filter() {
    if (allow.isEmpty() && deny.isEmpty()) {
      return id -> true;
    }
    List<int[]> allowed = allow.stream().map(Globs::characters).toList();
    List<int[]> denied = deny.stream().map(Globs::characters).toList();
    return id -> {
      int[] text = characters(id);
      return (allowed.isEmpty() || matchesAny(allowed, text)) && !matchesAny(denied, text);
    };
  }

  private static int[] characters(String text) {
    return text.codePoints().toArray();
  }

  private static boolean matchesAny(List<int[]> globs, int[] id) {
    return globs.stream().anyMatch(glob -> matches(glob, id));
  }

  /**
   * Goes back to the last star only, because what an earlier one stands for need never change. So
   * it takes as many steps as both lengths multiplied, where a regular expression may never end.
   */
  private static boolean matches(int[] glob, int[] id) {
    int at = 0;
    int star = -1;
    int afterStar = 0;
    for (int i = 0; i < id.length; ) {
      if (at < glob.length && glob[at] == '*') {
        star = at++;
        afterStar = i;
      } else if (at < glob.length && (glob[at] == '?' || glob[at] == id[i])) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++afterStar;
      } else {
        return false;
      }
    }
    while (at < glob.length && glob[at] == '*') {
      at++;
    }
    return at == glob.length;
  }
}
