package dev.rollcall.json;

/** The texts of others that are passed on: names, ids, notes. */
public final class PlainText {

  private static final int MAX_LENGTH = 512;

  private PlainText() {}

  /**
   * Whether a text can be shown and sent as it is: at most 512 characters, no control, invisible or
   * bidirectional formatting character, no line terminator, and no unpaired surrogate, which would
   * be a question mark in UTF-8.
   */
  public static boolean is(String text) {
    return text.length() <= MAX_LENGTH
        && (isPrintableAscii(text) || text.codePoints().allMatch(PlainText::isCharacter));
  }

  /** As most are, which is found out faster. */
  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isCharacter(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
