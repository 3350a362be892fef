package dev.rollcall.config;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    List<Pattern> allowed = allow.stream().map(Globs::pattern).toList();
    List<Pattern> denied = deny.stream().map(Globs::pattern).toList();
    return id -> (allowed.isEmpty() || matchesAny(allowed, id)) && !matchesAny(denied, id);
  }

  private static boolean matchesAny(List<Pattern> patterns, String id) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(id).matches());
  }

  private static Pattern pattern(String glob) {
    String regex =
        glob.chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
