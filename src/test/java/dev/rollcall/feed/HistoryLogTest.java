package dev.rollcall.feed;

import static dev.rollcall.feed.Events.added;
import static dev.rollcall.feed.Events.ids;
import static dev.rollcall.feed.Events.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.testing.LogWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryLogTest {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @TempDir Path directory;
  private Path file;
  private HistoryLog log;

  @BeforeEach
  void name() {
    file = directory.resolve(".rollcall.events");
    log = new HistoryLog(file, OWNER_ONLY);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    History history = HistoryTest.of(11, 12);
    log.write(history);
    history.add(status("a", "ollama"), 12, Events.AT);
    history.add(added(13, "b", "n\u2028\"\\"), null);
    log.write(history);
    log.write(history);

    assertThat(log.read()).isEqualTo(history.all());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aRunGoesOnWhereTheOneBeforeEnded() {
    History before = HistoryTest.of(11, 12);
    log.write(before);
    History after = new History();
    after.begin(log.read(), 1_000_000);
    HistoryLog next = new HistoryLog(file, OWNER_ONLY);
    next.write(after);
    after.add(added(1_000_001, "a", "n"), "ollama");
    next.write(after);

    Past past = next.read();

    assertThat(ids(past.events())).containsExactly("11", "12", "1000001");
    assertThat(past.floor()).hasToString("10");
    assertThat(past.upTo()).isEqualTo(1_000_001);
  }

  @Test
  void aRunWithoutAnEventIsKnownToHaveBeenThere() {
    History history = new History();
    history.begin(HistoryTest.of(11).all(), 5000);
    log.write(history);

    assertThat(log.read().upTo()).isEqualTo(5000);
    assertThat(ids(log.read().events())).containsExactly("11");
  }

  @Test
  void whereNothingWasWrittenNothingIsKnown() {
    assertThat(log.read()).isNull();
  }

  @Test
  void whereverAWriteIsInterruptedWhatWasWholeBeforeIsRead() throws IOException {
    log.write(HistoryTest.of(11));
    int whole = (int) Files.size(file);
    log.lookAgain();
    log.write(HistoryTest.of(11, 12));
    byte[] bytes = Files.readAllBytes(file);
    for (int length = whole; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      Files.write(file, torn);
      try (LogWatch watch = LogWatch.of("cut off")) {
        assertThat(ids(log.read().events())).containsExactly("11");
        assertThat(watch.found()).hasSize(length == whole ? 0 : 1);
      }
      // Blocks of zeros where the disk had no time for the content.
      Files.write(file, Arrays.copyOf(torn, bytes.length));
      assertThat(ids(log.read().events())).containsExactly("11");
    }

    History next = new History();
    next.begin(log.read(), 20);
    log.lookAgain();
    log.write(next);
    assertThat(log.read()).isEqualTo(next.all());
  }

  @Test
  void aByteThatIsWrongBeforeTheLastLineSetsTheFileAside() throws IOException {
    log.write(HistoryTest.of(11, 12));
    byte[] bytes = Files.readAllBytes(file);
    int lastLine = new String(bytes, StandardCharsets.UTF_8).indexOf("\"id\":\"12\"") - 15;
    for (int at = 0; at < lastLine; at += 7) {
      byte[] wrong = bytes.clone();
      wrong[at] ^= 1;
      Files.write(file, wrong);
      try (LogWatch watch = LogWatch.of("set aside")) {
        assertThat(log.read()).as("byte %d", at).isNull();
        assertThat(watch.found()).hasSize(1);
      }
      assertThat(file).doesNotExist();
      assertThat(directory.resolve(".rollcall.events.bad")).hasBinaryContent(wrong);
    }
  }

  @Test
  void foreignFilesAreSetAside() throws IOException {
    for (String content :
        List.of("", "\n", "hello\n", "{\"format\":\"rollcall-list\",\"version\":1}\n")) {
      Files.writeString(file, content);
      assertThat(log.read()).isNull();
      assertThat(directory.resolve(".rollcall.events.bad")).hasContent(content);
    }
    Files.createDirectory(file);
    assertThat(log.read()).isNull();
  }

  @Test
  void aFileOfAnotherVersionIsSetAside() throws IOException {
    log.write(HistoryTest.of(11));
    String first = Files.readAllLines(file).get(0).replace("\"version\":1", "\"version\":2");
    java.util.zip.CRC32C sum = new java.util.zip.CRC32C();
    sum.update((first.substring(8) + "\n").getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, "%08x".formatted(sum.getValue()) + first.substring(8) + "\n");

    try (LogWatch watch = LogWatch.of("another version")) {
      assertThat(log.read()).isNull();
      assertThat(watch.found()).hasSize(1);
    }
  }

  @Test
  void itIsWrittenAnewBeforeItGrowsTooLarge() throws IOException {
    History history = HistoryTest.of();
    long largest = 0;
    for (long seq = 11; seq < 11 + 4L * History.MAX_EVENTS; seq++) {
      history.add(added(seq, "a", "m"), "ollama");
      if (seq % 1000 == 0) {
        log.write(history);
        largest = Math.max(largest, Files.size(file));
      }
    }
    log.write(history);

    History next = new History();
    next.begin(log.read(), history.last().seq());
    assertThat(ids(next.all().events())).isEqualTo(ids(history.all().events()));
    assertThat(next.floor()).isEqualTo(history.floor());
    int one = history.all().events().get(0).bytes();
    assertThat(largest).isLessThan(3L * History.MAX_EVENTS * 2 * one);
    assertThat(directory).isDirectoryContaining("glob:**").isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void afterMoreEventsThanAreKeptTheFileSaysWhichAreNot() {
    History history = new History(2, 1_000_000);
    history.begin(Past.unknown(10), 10);
    log.write(history);
    for (long seq = 11; seq <= 15; seq++) {
      history.add(added(seq, "a", "m"), "ollama");
    }
    log.write(history);

    assertThat(log.read().floor()).hasToString("13");
    assertThat(ids(log.read().events())).containsExactly("14", "15");
  }

  @Test
  void aFileThatIsTakenAwayIsMadeAgain() throws IOException {
    History history = HistoryTest.of(11);
    log.write(history);
    Files.delete(file);
    history.add(added(12, "a", "n"), "ollama");
    try (LogWatch watch = LogWatch.of("in memory only")) {
      log.write(history);
      assertThat(watch.found()).hasSize(1);
    }
    log.write(history);

    assertThat(log.read()).isEqualTo(history.all());
  }

  @Test
  void aDiskThatTakesNothingCostsPersistenceOnlyAndIsSaidOnce() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no full disk here");
    Path full = directory.resolve("gone").resolve(".rollcall.events");
    HistoryLog failing = new HistoryLog(full, OWNER_ONLY);
    History history = HistoryTest.of(11);
    try (LogWatch watch = LogWatch.of("in memory only");
        LogWatch again = LogWatch.of("is kept in")) {
      failing.write(history);
      failing.write(history);
      history.add(added(12, "a", "n"), "ollama");
      failing.write(history);
      assertThat(watch.found()).hasSize(1);
      Files.createDirectory(full.getParent());
      failing.write(history);
      failing.write(history);
      assertThat(again.found()).hasSize(1);
    }
    assertThat(failing.read()).isEqualTo(history.all());
  }

  @Test
  void anAppendThatFailsHalfwayIsMadeGood() throws IOException {
    History history = HistoryTest.of(11);
    log.write(history);
    Files.writeString(file, "half a li", StandardOpenOption.APPEND);
    history.add(added(12, "a", "n"), "ollama");
    log.lookAgain();
    log.write(history);

    assertThat(log.read()).isEqualTo(history.all());
  }
}
