package dev.rollcall.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces a file atomically: a reader finds the whole old content or the whole new one, after a
 * crash too.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes beside the file, to the disk, and then over it; a link stays a link. It blocks until the
   * disk has it: not for an event loop.
   *
   * @param attributes what the file is created with, such as its permissions
   * @throws IOException when it cannot be written; then the old content stays
   */
  public static void write(Path file, byte[] content, FileAttribute<?>... attributes)
      throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path name = Objects.requireNonNull(target.getFileName());
    Path written = target.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.deleteIfExists(written);
      try (FileChannel channel =
          FileChannel.open(
              written,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              attributes)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Puts the names on the disk, where the platform lets a directory be opened. */
  private static void syncDirectory(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ);
    } catch (IOException notHere) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }
}
