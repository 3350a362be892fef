package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OpenFilesFilterTest {

  private final AtomicLong now = new AtomicLong();
  private final OpenFilesFilter filter = new OpenFilesFilter(now::get);

  @Test
  void oneRecordAMinutePassesThatTellsOfTooManyOpenFiles() {
    LogRecord full = logged(new IllegalStateException(new IOException("x: Too many open files")));

    assertThat(filter.isLoggable(full)).isTrue();
    assertThat(filter.isLoggable(full)).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(filter.isLoggable(full)).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(filter.isLoggable(full)).isTrue();
  }

  @Test
  void allOthersPass() {
    for (int i = 0; i < 3; i++) {
      assertThat(filter.isLoggable(logged(null))).isTrue();
      assertThat(filter.isLoggable(logged(new IOException()))).isTrue();
    }
  }

  private static LogRecord logged(Throwable thrown) {
    LogRecord logged = new LogRecord(Level.WARNING, "it failed");
    logged.setThrown(thrown);
    return logged;
  }
}
