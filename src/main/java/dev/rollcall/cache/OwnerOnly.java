package dev.rollcall.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Restricts files and directories to their owner, on platforms with POSIX permissions. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /** What a file is created with. */
  static FileAttribute<?>[] file() {
    return attributes(FILE);
  }

  /**
   * Makes the directory, with those above it, or closes the one that is there to others. One that
   * holds anything without the {@code mark} may be everybody's, such as /tmp: it stays as it is and
   * is not used unless it is closed already.
   *
   * @param mark the file by which a directory is known as one of ours
   * @throws DirectoryException in a sentence, when it is no directory or cannot be had for oneself
   */
  static void directory(Path directory, String mark) throws IOException {
    if (directory.startsWith("~")) {
      throw new DirectoryException("this user has no home directory");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new DirectoryException("it is a file, not a directory");
    }
    if (Files.isSymbolicLink(directory) && !Files.exists(directory)) {
      throw new DirectoryException("it is a link to a directory that does not exist");
    }
    Files.createDirectories(directory, attributes(DIRECTORY));
    if (!POSIX || DIRECTORY.containsAll(Files.getPosixFilePermissions(directory))) {
      return;
    }
    if (!Files.exists(directory.resolve(mark)) && !isEmpty(directory)) {
      throw new DirectoryException(
          "it is open to other users and holds other files; a new directory in it would do");
    }
    Files.setPosixFilePermissions(directory, DIRECTORY);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
