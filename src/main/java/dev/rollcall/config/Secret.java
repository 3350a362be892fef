package dev.rollcall.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key, or a header's value that may hold one. It never prints. */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Wraps a key, without the white space around it.
   *
   * @throws IllegalArgumentException when it is empty or holds white space or characters that a
   *     header cannot; the message does not hold the key
   */
  public static Secret of(String value) {
    String key = value.strip();
    if (key.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    if (key.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("holds white space, which no key has");
    }
    if (!key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("holds a character that an HTTP header cannot carry");
    }
    return new Secret(key);
  }

  /**
   * Wraps a header's value, which may hold spaces, without the white space around it.
   *
   * @throws IllegalArgumentException when it is empty or holds characters that a header cannot; the
   *     message does not hold the value
   */
  public static Secret ofHeader(String value) {
    String text = value.strip();
    if (text.chars().anyMatch(c -> c != ' ' && Character.isWhitespace(c))) {
      throw new IllegalArgumentException("holds a character that an HTTP header cannot carry");
    }
    of(text.replace(" ", ""));
    return new Secret(text);
  }

  /** The key itself, for the header it belongs in and nothing else. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
