package dev.rollcall.config;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${NAME}} in values by environment variables. */
final class Variables {

  /** Replaces nothing: for configuration from callers that must not read the environment. */
  static final Function<String, @Nullable String> NONE = text -> text;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Function<String, @Nullable String> env;

  Variables(Function<String, @Nullable String> env) {
    this.env = env;
  }

  /**
   * The text with every variable in its place.
   *
   * @return null when a variable is not set or empty, which makes the whole value absent
   * @throws IllegalArgumentException when something other than a name is in the braces; the message
   *     goes on after the key's name
   */
  @Nullable String replace(String text) {
    if (REFERENCE.matcher(text).replaceAll("").contains("${")) {
      throw new IllegalArgumentException("has a ${ without a variable's name and a } after it");
    }
    StringBuilder replaced = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      String value = env.apply(matcher.group(1));
      if (value == null || value.isBlank()) {
        return null;
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(replaced).toString();
  }
}
