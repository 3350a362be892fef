package dev.rollcall.launcher;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lets one log record a minute pass of those that tell of too many open files. There is one for
 * each connection and each scan of a file, and all say the same.
 */
final class OpenFilesFilter implements Filter {

  private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final String WORDS = "too many open files";

  private final LongSupplier nanos;
  private final AtomicLong last;

  OpenFilesFilter(LongSupplier nanos) {
    this.nanos = nanos;
    last = new AtomicLong(nanos.getAsLong() - PERIOD_NANOS);
  }

  /** Returns whether a throwable or one of its causes is that the process has too many. */
  static boolean isCause(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(WORDS)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isLoggable(LogRecord logged) {
    if (!isCause(logged.getThrown())) {
      return true;
    }
    long now = nanos.getAsLong();
    long before = last.get();
    return now - before >= PERIOD_NANOS && last.compareAndSet(before, now);
  }
}
