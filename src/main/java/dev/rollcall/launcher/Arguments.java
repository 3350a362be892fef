package dev.rollcall.launcher;

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
    HELP,
    VERSION
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException when it makes no sense
   */
  static Arguments parse(String... args) throws UsageException {
    String config = null;
    String host = null;
    Integer port = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      int equals = arg.indexOf('=');
      boolean joined = arg.startsWith("--") && equals > 0;
      String option = joined ? arg.substring(0, equals) : arg;
      switch (option) {
        case "--help", "-h" -> {
          return new Arguments(Action.HELP, null, null, null);
        }
        case "--version" -> {
          return new Arguments(Action.VERSION, null, null, null);
        }
        case "--config", "--host", "--port" -> {
          String value = joined ? arg.substring(equals + 1) : i + 1 < args.length ? args[++i] : "";
          if (value.isBlank() || value.startsWith("--")) {
            throw new UsageException(option + " needs a value");
          }
          switch (option) {
            case "--config" -> config = value;
            case "--host" -> host = value;
            default -> port = port(value);
          }
        }
        default -> {
          if (i > 0 || !arg.equals("serve")) {
            throw new UsageException("there is no argument '" + arg + "'; see --help");
          }
        }
      }
    }
    return new Arguments(Action.SERVE, config, host, port);
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
