package dev.rollcall.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a directory for one Rollcall: against other processes, and others in this one. */
final class DirectoryLock implements AutoCloseable {

  /**
   * What this process has locked. The lock of a file is a process's and, on many systems, ends with
   * the first of its channels that is closed; so no second channel may be opened even to try.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path held;
  private final FileChannel channel;

  private DirectoryLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /**
   * Locks a directory until closed, or until the process ends, however it does.
   *
   * @param name the file in it that stands for the lock; it stays
   * @throws DirectoryException when another has it
   */
  static DirectoryLock take(Path directory, String name) throws IOException {
    Path held = directory.toRealPath();
    if (!HELD.add(held)) {
      throw inUse();
    }
    try {
      return new DirectoryLock(held, locked(held.resolve(name)));
    } catch (IOException | RuntimeException failure) {
      HELD.remove(held);
      throw failure;
    }
  }

  /** Takes a shared lock on a read-only file, which excludes the processes that can write it. */
  private static FileChannel locked(Path file) throws IOException {
    boolean readOnly = Files.exists(file) && !Files.isWritable(file);
    FileChannel channel =
        readOnly
            ? FileChannel.open(file, StandardOpenOption.READ)
            : FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OwnerOnly.file());
    boolean locked = false;
    try {
      locked = channel.tryLock(0, Long.MAX_VALUE, readOnly) != null;
    } catch (OverlappingFileLockException inAnotherClassLoader) {
      throw inUse();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw inUse();
    }
    return channel;
  }

  private static DirectoryException inUse() {
    return new DirectoryException("another Rollcall uses it");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(held);
    }
  }
}
