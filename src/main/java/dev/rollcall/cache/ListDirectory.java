package dev.rollcall.cache;

import dev.rollcall.config.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory with one file per instance, locked while it is open. Everything here blocks, and
 * one thread at a time may use it.
 *
 * <p>A file that is not one of this version's lists is set aside under the same name with {@code
 * .bad} after it, in place of the one set aside before. Files of other names are left alone.
 */
final class ListDirectory implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.rollcall");

  private static final String LOCK = ".rollcall.lock";
  private static final String SEQ = ".rollcall.seq";
  private static final String SUFFIX = ".json";
  private static final Pattern LIST = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}\\.json");
  private static final Pattern LEFT_BEHIND =
      Pattern.compile(
          "\\.([a-z0-9][a-z0-9_-]{0,63}\\.json|\\.rollcall\\.(seq|events))\\.\\d+\\.tmp");

  /** More instances than anybody has; what is beyond stays on the disk, unread. */
  private static final int MAX_FILES = 10_000;

  /** Up to where every change can be numbered without rounding in JSON. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}|[1-8]\\d{15}");

  private final Path path;
  private final DirectoryLock lock;
  private long reserved;

  private ListDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens the directory, which is made when it is not there, and clears away what a crash has left
   * half-written.
   *
   * @throws IOException when it cannot be had; {@link DirectoryException#reason} says it in words
   */
  static ListDirectory open(Path path) throws IOException {
    OwnerOnly.directory(path, LOCK);
    ListDirectory directory = new ListDirectory(path, DirectoryLock.take(path, LOCK));
    try {
      for (Path left : directory.files(LEFT_BEHIND)) {
        deleteIfPossible(left);
      }
      directory.reserved = directory.readReserved();
      return directory;
    } catch (IOException | RuntimeException failure) {
      directory.close();
      throw failure;
    }
  }

  /** The number below which every change may have been numbered; 0 when that is not known. */
  long reserved() {
    return reserved;
  }

  /** Notes that changes may be numbered up to there; a lower number than before changes nothing. */
  void reserve(long seq) throws IOException {
    if (seq > reserved) {
      byte[] text = (seq + "\n").getBytes(StandardCharsets.US_ASCII);
      AtomicFile.write(path.resolve(SEQ), text, OwnerOnly.file());
      reserved = seq;
    }
  }

  /**
   * Reads every list; whatever is wrong with a file costs that file only, and a line in the log.
   */
  List<StoredList> load() throws IOException {
    List<StoredList> lists = new ArrayList<>();
    for (Path file : files(LIST)) {
      StoredList list = load(file);
      if (list != null) {
        lists.add(list);
      }
    }
    return lists;
  }

  void write(StoredList list) throws IOException {
    byte[] bytes;
    try {
      bytes = ListFile.write(list);
    } catch (ListFileException tooLarge) {
      throw new DirectoryException(String.valueOf(tooLarge.getMessage()));
    }
    AtomicFile.write(file(list.instance()), bytes, OwnerOnly.file());
  }

  void delete(String instance) throws IOException {
    Files.deleteIfExists(file(instance));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private Path file(String instance) {
    return path.resolve(instance + SUFFIX);
  }

  private List<Path> files(Pattern names) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> names.matcher(String.valueOf(file.getFileName())).matches())
          .limit(MAX_FILES)
          .toList();
    }
  }

  private static void deleteIfPossible(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.log(Level.DEBUG, "{0} cannot be deleted", file);
    }
  }

  private @Nullable StoredList load(Path file) {
    try {
      StoredList list = ListFile.read(bytes(file));
      if (!file.equals(file(list.instance()))) {
        throw new ListFileException("it is the list of another instance");
      }
      return list;
    } catch (ListFileException bad) {
      setAside(file, String.valueOf(bad.getMessage()));
    } catch (IOException unreadable) {
      LOG.log(
          Level.WARNING,
          "The list in {0} cannot be read: {1}",
          file,
          DirectoryException.reason(unreadable));
    }
    return null;
  }

  /** A file's bytes; of one that is too large, enough to see that it is. */
  private static byte[] bytes(Path file) throws IOException, ListFileException {
    if (!Files.isRegularFile(file)) {
      throw new ListFileException("it is no file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      return input.readNBytes(ListFile.MAX_BYTES + 1);
    }
  }

  private static void setAside(Path file, String reason) {
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LOG.log(Level.WARNING, "The list in {0} is set aside with .bad: {1}", file, reason);
    } catch (IOException stays) {
      LOG.log(Level.WARNING, "The list in {0} is not used: {1}", file, reason);
    }
  }

  private long readReserved() throws IOException {
    Path file = path.resolve(SEQ);
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    String text;
    try (InputStream input = Files.newInputStream(file)) {
      text = new String(input.readNBytes(32), StandardCharsets.ISO_8859_1).strip();
    }
    if (!NUMBER.matcher(text).matches()) {
      setAside(file, "it holds no number");
      return 0;
    }
    return Long.parseLong(text);
  }
}
