package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What stands before the first entry of a list and after the last, in UTF-8. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Frame(byte[] before, byte[] after) {

  /** One of these texts. */
  public static Frame of(String before, String after) {
    return new Frame(before.getBytes(UTF_8), after.getBytes(UTF_8));
  }
}
