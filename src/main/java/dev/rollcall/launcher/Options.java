package dev.rollcall.launcher;

import dev.rollcall.launcher.Arguments.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line taken apart: words, then options.
 *
 * @param words what stands before the options
 * @param values the values of the options by name, dashes included
 */
record Options(List<String> words, Map<String, String> values) {

  /** The value of an option that was given without one. */
  static final String NO_VALUE = "";

  /**
   * Reads {@code --name value} and {@code --name=value}.
   *
   * @param valued options that need a value
   * @param optional options that may have one
   * @throws UsageException when there is anything else
   */
  static Options parse(List<String> args, Set<String> valued, Set<String> optional)
      throws UsageException {
    List<String> words = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      int equals = arg.indexOf('=');
      boolean joined = arg.startsWith("--") && equals > 0;
      String name = joined ? arg.substring(0, equals) : arg;
      if (!valued.contains(name) && !optional.contains(name)) {
        if (arg.startsWith("-") || !values.isEmpty()) {
          throw unknown(arg);
        }
        words.add(arg);
      } else if (joined) {
        values.put(name, requireValue(name, arg.substring(equals + 1)));
      } else if (i + 1 < args.size() && !args.get(i + 1).startsWith("--")) {
        values.put(name, requireValue(name, args.get(++i)));
      } else {
        values.put(name, optional.contains(name) ? NO_VALUE : requireValue(name, ""));
      }
    }
    return new Options(words, values);
  }

  /** The value of an option; null when it is not given. */
  @Nullable String get(String name) {
    return values.get(name);
  }

  /** Says that an argument makes no sense. */
  static UsageException unknown(String argument) {
    return new UsageException("there is no argument '" + argument + "'; see --help");
  }

  private static String requireValue(String name, String value) throws UsageException {
    if (value.isBlank() || value.startsWith("--")) {
      throw new UsageException(name + " needs a value");
    }
    return value;
  }
}
