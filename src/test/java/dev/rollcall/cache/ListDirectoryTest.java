package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.testing.LogWatch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListDirectoryTest {

  private static final StoredList ACME = StoredLists.of("acme", "a", "b");

  @TempDir Path temporary;
  private Path path;

  @BeforeEach
  void name() {
    path = temporary.resolve("above/lists");
  }

  @Test
  void readsBackWhatItWroteWhenItIsOpenedAgain() throws IOException {
    StoredList other = StoredLists.of("my-vllm_2", "x");
    try (ListDirectory directory = ListDirectory.open(path)) {
      assertThat(directory.load()).isEmpty();
      directory.write(StoredLists.of("acme", "old"));
      directory.write(ACME);
      directory.write(other);
      directory.write(StoredLists.of("gone", "g"));
      directory.delete("gone");
      directory.delete("never-there");
      directory.reserve(77);
      directory.reserve(76);
    }
    try (ListDirectory directory = ListDirectory.open(path)) {
      assertThat(directory.load()).containsExactlyInAnyOrder(ACME, other);
      assertThat(directory.reserved()).isEqualTo(77);
    }
    assertThat(names())
        .containsExactly(".rollcall.lock", ".rollcall.seq", "acme.json", "my-vllm_2.json");
  }

  @Test
  void lets20000ModelsSurvive() throws IOException {
    StoredList many = StoredLists.of("acme", StoredLists.models(20_000));
    try (ListDirectory directory = ListDirectory.open(path)) {
      directory.write(many);
      assertThat(directory.load()).containsExactly(many);
    }
  }

  @Test
  void setsAsideWhatIsNoListOnceAndTakesTheRest() throws IOException {
    write(ACME);
    Files.writeString(path.resolve("broken.json"), "{\"format\":");
    Files.writeString(path.resolve("broken.json.bad"), "an earlier one");
    Files.writeString(path.resolve("empty.json"), "");
    Files.copy(path.resolve("acme.json"), path.resolve("other.json"));
    Files.createDirectory(path.resolve("folder.json"));

    try (LogWatch log = LogWatch.of("is set aside with .bad");
        ListDirectory directory = ListDirectory.open(path)) {
      assertThat(directory.load()).containsExactly(ACME);
      assertThat(log.found()).hasSize(4);
      assertThat(log.found()).anyMatch(line -> line.contains("another instance"));
      assertThat(directory.load()).containsExactly(ACME);
      assertThat(log.found()).hasSize(4);
    }
    assertThat(path.resolve("broken.json.bad")).hasContent("{\"format\":");
    assertThat(names())
        .contains("empty.json.bad", "other.json.bad", "folder.json.bad")
        .doesNotContain("broken.json", "empty.json", "other.json", "folder.json");
  }

  @Test
  void clearsAwayWhatACrashHasLeftAndLeavesAloneWhatIsNotItsOwn() throws IOException {
    write(ACME);
    List<String> others = List.of("notes.txt", "Acme.json", ".other.tmp", "acme.json.1", "x.tmp");
    for (String other : others) {
      Files.writeString(path.resolve(other), other);
    }
    Files.writeString(path.resolve(".acme.json.4711.tmp"), "half");
    Files.writeString(path.resolve("..rollcall.seq.1.tmp"), "4");

    try (ListDirectory directory = ListDirectory.open(path)) {
      assertThat(directory.load()).containsExactly(ACME);
    }

    assertThat(names()).containsAll(others).noneMatch(name -> name.contains("4711"));
    assertThat(names()).doesNotContain("..rollcall.seq.1.tmp");
  }

  @Test
  void doesNotReadMoreOfAHugeFileThanItsLimit() throws IOException {
    write(ACME);
    try (RandomAccessFile huge = new RandomAccessFile(path.resolve("huge.json").toFile(), "rw")) {
      huge.setLength(100L * 1024 * 1024 * 1024);
    }
    try (ListDirectory directory = ListDirectory.open(path)) {
      assertThat(directory.load()).containsExactly(ACME);
    } finally {
      Files.delete(path.resolve("huge.json.bad"));
    }
  }

  @Test
  void countsFromNothingWhereTheNumberIsNotOne() throws IOException {
    write(ACME);
    for (String text : List.of("", "x", "-1", "99999999999999999999")) {
      Files.writeString(path.resolve(".rollcall.seq"), text);
      try (ListDirectory directory = ListDirectory.open(path)) {
        assertThat(directory.reserved()).isZero();
      }
    }
    assertThat(names()).contains(".rollcall.seq.bad");
  }

  @Test
  void isClosedToOtherUsersAndSoAreItsFiles() throws IOException {
    posixOnly();
    write(ACME);

    assertThat(permissions(path)).isEqualTo("rwx------");
    for (String name : names()) {
      assertThat(permissions(path.resolve(name))).as(name).isEqualTo("rw-------");
    }
  }

  @Test
  void closesAnOpenDirectoryThatIsItsOwnOrEmpty() throws IOException {
    posixOnly();
    Files.createDirectories(path);
    open(path);
    write(ACME);
    assertThat(permissions(path)).isEqualTo("rwx------");

    open(path);
    write(ACME);
    assertThat(permissions(path)).isEqualTo("rwx------");
  }

  @Test
  void doesNotCloseADirectoryThatOthersUse() throws IOException {
    posixOnly();
    Files.createDirectories(path);
    Files.writeString(path.resolve("of-another-program"), "");
    open(path);

    assertThatExceptionOfType(DirectoryException.class)
        .isThrownBy(() -> ListDirectory.open(path))
        .withMessage(
            "it is open to other users and holds other files; a new directory in it would do");

    assertThat(permissions(path)).isEqualTo("rwxr-xr-x");
    assertThat(names()).containsExactly("of-another-program");
    try (ListDirectory within = ListDirectory.open(path.resolve("lists"))) {
      within.write(ACME);
    }
  }

  @Test
  void isHadByOneAtATime() throws IOException {
    try (ListDirectory first = ListDirectory.open(path)) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(DirectoryException.class)
            .isThrownBy(() -> ListDirectory.open(path))
            .withMessage("another Rollcall uses it");
      }
      first.write(ACME);
    }
    write(ACME);
  }

  @Test
  void saysWhyItCannotBeHad() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatExceptionOfType(DirectoryException.class)
        .isThrownBy(() -> ListDirectory.open(file))
        .withMessage("it is a file, not a directory");
    assertThatExceptionOfType(DirectoryException.class)
        .as("what a user without a home has")
        .isThrownBy(() -> ListDirectory.open(Path.of("~/.rollcall/cache")))
        .withMessage("this user has no home directory");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("nowhere"));
    assertThatExceptionOfType(DirectoryException.class)
        .isThrownBy(() -> ListDirectory.open(link))
        .withMessage("it is a link to a directory that does not exist");
    assertThat(file).hasContent("");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ListDirectory.open(file.resolve("below")))
        .satisfies(failure -> assertThat(DirectoryException.reason(failure)).isNotBlank());
  }

  private void write(StoredList list) throws IOException {
    try (ListDirectory directory = ListDirectory.open(path)) {
      directory.write(list);
      directory.reserve(1);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void posixOnly() {
    assumeTrue(
        Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this platform has no POSIX permissions");
  }

  private static void open(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
