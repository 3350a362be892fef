package dev.rollcall.launcher;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param action what to do
 * @param config the configuration file; null when not given
 * @param host where to listen, whatever the configuration says; null when not given
 * @param port the port to listen on, whatever the configuration says; null when not given
 */
record Arguments(
    Action action, @Nullable String config, @Nullable String host, @Nullable Integer port) {

  /** What to do. */
  enum Action {
    SERVE,
    CATALOG,
    HELP,
    VERSION
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException when it makes no sense
   */
  static Arguments parse(String... args) throws UsageException {
    List<String> all = List.of(args);
    if (all.contains("--help") || all.contains("-h")) {
      return only(Action.HELP);
    }
    if (all.contains("--version")) {
      return only(Action.VERSION);
    }
    if (!all.isEmpty() && all.get(0).equals("catalog")) {
      return only(Action.CATALOG);
    }
    Options options = Options.parse(all, Set.of("--config", "--host", "--port"), Set.of());
    List<String> words = options.words();
    if (!words.isEmpty() && !words.equals(List.of("serve"))) {
      throw Options.unknown(words.get(words.get(0).equals("serve") ? 1 : 0));
    }
    String port = options.get("--port");
    return new Arguments(
        Action.SERVE,
        options.get("--config"),
        options.get("--host"),
        port == null ? null : port(port));
  }

  private static Arguments only(Action action) {
    return new Arguments(action, null, null, null);
  }

  private static int port(String text) throws UsageException {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new UsageException("--port needs a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  /** A command line that makes no sense; the message says why in one sentence. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message, null, false, false);
    }
  }
}
