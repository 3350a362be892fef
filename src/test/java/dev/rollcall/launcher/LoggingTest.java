package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LoggingTest {

  private final Logging.Line line = new Logging.Line();

  @Test
  void writesTimeLevelAndMessageOnOneLine() {
    LogRecord entry = new LogRecord(Level.INFO, "{0} is\n  applied");
    entry.setParameters(new Object[] {"c.yml"});

    assertThat(line.format(entry))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d INFO    c\\.yml is applied\\R");
  }

  @Test
  void looksAtEachCharacterOfALongRowOnce() {
    String row = " ".repeat(1_000_000);

    assertThat(Logging.oneLine("a" + row + "b")).isEqualTo("a" + row + "b");
  }

  @Test
  void givesTheStackTraceOnlyOfWhatShouldNeverHappen() {
    LogRecord entry = new LogRecord(Level.WARNING, "no answer");
    entry.setThrown(new IllegalStateException("why\nso"));

    assertThat(line.format(entry))
        .endsWith("no answer: java.lang.IllegalStateException: why so" + System.lineSeparator());
    entry.setLevel(Level.SEVERE);
    assertThat(line.format(entry)).contains("\tat dev.rollcall");
  }
}
