package dev.rollcall.catalog;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The spellings under which ids of the same model meet. Each is made for ids of one type; none
 * drops a part that tells two models apart, such as {@code -latest}, {@code -preview} or a build
 * number.
 */
final class IdKeys {

  private static final String MONTH_DAY = "(0[1-9]|1[0-2])-?(0[1-9]|[12]\\d|3[01])";
  private static final Pattern DATE = Pattern.compile("-20\\d\\d-?" + MONTH_DAY + "$");
  private static final Pattern MONTH_YEAR = Pattern.compile("-(0[1-9]|1[0-2])-20\\d\\d$");
  private static final Pattern CLAUDE_VERSION_FIRST =
      Pattern.compile("(^|-)claude-(\\d+(?:-\\d+)?)-([a-z]+)");
  private static final Pattern CLAUDE_POINT_ZERO = Pattern.compile("((^|-)claude-[a-z]+-\\d+)-0$");

  private IdKeys() {}

  /** Lower case, every run of other characters than letters and digits as one hyphen. */
  static String normalised(String id) {
    return lettersAndDigits(id, true);
  }

  /** The letters and digits of an id in lower case, nothing between them. */
  static String bare(String id) {
    return lettersAndDigits(id, false);
  }

  /** By hand, because it is done for every entry and a pattern takes ten times as long. */
  private static String lettersAndDigits(String id, boolean hyphened) {
    byte[] key = new byte[id.length()];
    int length = 0;
    boolean inRun = !hyphened;
    for (int i = 0; i < key.length; i++) {
      char c = Character.toLowerCase(id.charAt(i));
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        key[length++] = (byte) c;
        inRun = !hyphened;
      } else if (!inRun) {
        key[length++] = '-';
        inRun = true;
      }
    }
    return new String(key, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** A normalised id without a full date at its end. */
  static String undated(String normalised) {
    return normalised.contains("-20") ? DATE.matcher(normalised).replaceFirst("") : normalised;
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
    if (!normalised.contains("claude-")) {
      return normalised;
    }
    String ordered = CLAUDE_VERSION_FIRST.matcher(normalised).replaceFirst("$1claude-$3-$2");
    return CLAUDE_POINT_ZERO.matcher(ordered).replaceFirst("$1");
  }
}
