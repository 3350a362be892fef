package dev.rollcall.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path directory;

  @Test
  void writesANewFileAndReplacesAnOldOne() throws IOException {
    Path file = directory.resolve("f");

    AtomicFile.write(file, "one".getBytes(UTF_8));
    assertThat(file).hasContent("one");
    AtomicFile.write(file, "2".getBytes(UTF_8));
    assertThat(file).hasContent("2");

    assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void givesTheNewFileItsPermissionsAndTakesTheNameOfOneLeftBehind() throws IOException {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = directory.resolve("f");
    String left = ".f." + ProcessHandle.current().pid() + ".tmp";
    Files.writeString(directory.resolve(left), "what a crash left");

    AtomicFile.write(
        file,
        "new".getBytes(UTF_8),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void whatCannotBeReplacedStaysAndNothingIsLeftBehind() throws IOException {
    Path full = Files.createDirectories(directory.resolve("full/of/things")).getParent();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(full, new byte[1]));

    assertThat(full.resolve("things")).isDirectory();
    assertThat(full.getParent()).isDirectoryNotContaining(other -> !other.equals(full));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(directory.resolve("no/f"), new byte[1]));
  }
}
