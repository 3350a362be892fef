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

/** Logs of the service: one line each, to the standard error stream. */
final class Logging {

  /** Held here, because java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.vertx"), Logger.getLogger("io.netty"));

  private Logging() {}

  /** Sets logging up, unless whoever started the JVM did. */
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
    root.addHandler(console);
    root.setLevel(Level.INFO);
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  /** Time, level, message; the stack trace only of what should never happen. */
  static final class Line extends Formatter {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord entry) {
      String message = formatMessage(entry).replaceAll("\\s*\\R\\s*", " ");
      Throwable thrown = entry.getThrown();
      String cause = thrown == null ? "" : ": " + thrown.toString().replaceAll("\\s*\\R\\s*", " ");
      String line =
          "%s %-7s %s%s%n"
              .formatted(TIME.format(entry.getInstant()), entry.getLevel(), message, cause);
      return thrown != null && entry.getLevel().equals(Level.SEVERE) ? line + trace(thrown) : line;
    }

    private static String trace(Throwable thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      return trace.toString();
    }
  }
}
