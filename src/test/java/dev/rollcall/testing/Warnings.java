package dev.rollcall.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what anybody in the process logs at WARNING or above. */
public final class Warnings extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Warnings() {}

  /** Listens until closed. */
  public static Warnings listen() {
    Warnings warnings = new Warnings();
    ROOT.addHandler(warnings);
    return warnings;
  }

  /** What was logged so far. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(logged.getLoggerName() + ": " + logged.getMessage() + " " + logged.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
