package dev.rollcall.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The spellings under which ids of the same model meet. Each is made for ids of one type; none
 * drops a part that tells two models apart, such as {@code -latest}, {@code -preview} or a build
 * number.
 */
final class IdKeys {

  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
  private static final String MONTH_DAY = "(0[1-9]|1[0-2])-?(0[1-9]|[12]\\d|3[01])";
  private static final Pattern DATE = Pattern.compile("-20\\d\\d-?" + MONTH_DAY + "$");
  private static final Pattern MONTH_YEAR = Pattern.compile("-(0[1-9]|1[0-2])-20\\d\\d$");
  private static final Pattern CLAUDE_VERSION_FIRST =
      Pattern.compile("(^|-)claude-(\\d+(?:-\\d+)?)-([a-z]+)");
  private static final Pattern CLAUDE_POINT_ZERO = Pattern.compile("((^|-)claude-[a-z]+-\\d+)-0$");

  private IdKeys() {}

  /** Lower case, every run of other characters than letters and digits as one hyphen. */
  static String normalised(String id) {
    return SEPARATORS.matcher(id.toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  /** A normalised id without a full date at its end. */
  static String undated(String normalised) {
    return DATE.matcher(normalised).replaceFirst("");
  }

  /** A normalised id without a month and a year at its end, as in {@code command-a-03-2025}. */
  static String withoutMonth(String normalised) {
    return MONTH_YEAR.matcher(normalised).replaceFirst("");
  }

  /**
   * An id in the order Claude's ids have since version 4: {@code claude-4-sonnet} and {@code
   * claude-sonnet-4-0} are {@code claude-sonnet-4}. Other ids stay as they are.
   */
  static String claude(String normalised) {
    String ordered = CLAUDE_VERSION_FIRST.matcher(normalised).replaceFirst("$1claude-$3-$2");
    return CLAUDE_POINT_ZERO.matcher(ordered).replaceFirst("$1");
  }
}
