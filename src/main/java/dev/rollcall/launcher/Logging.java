package dev.rollcall.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Logs of the service: one line each, to the standard error stream. */
final class Logging {

  private static final Pattern LINE_END = Pattern.compile("\\R");

  /**
   * Held here, because java.util.logging drops the level of a logger without a strong reference.
   */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.vertx"), Logger.getLogger("io.netty"));

  private Logging() {}

  /** Configures logging, unless the JVM's options do. */
  static void setUp() {
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setFormatter(new Line());
    console.setFilter(new OpenFilesFilter(System::nanoTime));
    root.addHandler(console);
    root.setLevel(Level.INFO);
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  /** Returns a text with a space in place of each end of a line and the white space around it. */
  static String oneLine(String text) {
    // Not by one pattern with the white space in it, which takes quadratic time on rows of spaces.
    return LINE_END.splitAsStream(text).map(String::strip).collect(Collectors.joining(" "));
  }

  /**
   * Writes a line at once. While the JVM ends, java.util.logging does not write any more.
   *
   * @param message a sentence
   */
  static void say(String message) {
    System.err.print(new Line().format(new LogRecord(Level.INFO, message)));
  }

  /** Time, level, message; the stack trace only of what should never happen. */
  static final class Line extends Formatter {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int LEVEL_WIDTH = "WARNING ".length();

    @Override
    public String format(LogRecord entry) {
      Throwable thrown = entry.getThrown();
      if (OpenFilesFilter.isCause(thrown)) {
        return line(
            entry,
            "too many open files: connections have to wait; raise the limit (ulimit -n, LimitNOFILE)");
      }
      String cause = thrown == null ? "" : ": " + oneLine(thrown.toString());
      String line = line(entry, oneLine(formatMessage(entry)) + cause);
      return thrown != null && entry.getLevel().equals(Level.SEVERE) ? line + trace(thrown) : line;
    }

    private static String line(LogRecord entry, String message) {
      String level = entry.getLevel().toString();
      return TIME.format(entry.getInstant())
          + " "
          + level
          + " ".repeat(Math.max(1, LEVEL_WIDTH - level.length()))
          + message
          + System.lineSeparator();
    }

    private static String trace(Throwable thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      return trace.toString();
    }
  }
}
