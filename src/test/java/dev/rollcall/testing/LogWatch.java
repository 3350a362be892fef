package dev.rollcall.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Looks for something in every log record of the process, of every level, with its stack trace. */
public final class LogWatch extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final Predicate<String> wanted;
  private final Level levelBefore = ROOT.getLevel();
  private final AtomicInteger seen = new AtomicInteger();
  private final List<String> found = new CopyOnWriteArrayList<>();

  private LogWatch(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** Looks for this text until closed. */
  public static LogWatch of(String text) {
    return of(record -> record.contains(text));
  }

  /** Looks for records like this until closed. */
  public static LogWatch of(Predicate<String> wanted) {
    LogWatch watch = new LogWatch(wanted);
    watch.setLevel(Level.ALL);
    ROOT.setLevel(Level.ALL);
    ROOT.addHandler(watch);
    return watch;
  }

  /** How many records were looked through. */
  public int seen() {
    return seen.get();
  }

  /** The records that have the text. */
  public List<String> found() {
    return found;
  }

  @Override
  public void publish(LogRecord logged) {
    seen.incrementAndGet();
    StringWriter all = new StringWriter();
    all.append(logged.getLoggerName()).append(": ").append(logged.getMessage());
    all.append(Arrays.toString(logged.getParameters()));
    if (logged.getThrown() != null) {
      logged.getThrown().printStackTrace(new PrintWriter(all));
    }
    if (wanted.test(all.toString())) {
      found.add(all.toString());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    ROOT.setLevel(levelBefore);
  }
}
