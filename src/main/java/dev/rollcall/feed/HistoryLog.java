package dev.rollcall.feed;

import dev.rollcall.config.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of a history. Events are appended; the file is rewritten at a start, after a failure,
 * and when it has grown to twice the kept events. A failure costs persistence only. All methods
 * block, and one thread at a time may call them.
 */
public final class HistoryLog {

  private static final System.Logger LOG = System.getLogger("dev.rollcall");

  private final Path file;
  private final FileAttribute<?>[] attributes;

  /** The last event in the file; null when the file must be rewritten. */
  private @Nullable EventId written;

  private long bytes;
  private int events;
  private @Nullable String failure;

  /**
   * Touches nothing yet.
   *
   * @param attributes what the file is created with, such as its permissions
   */
  public HistoryLog(Path file, FileAttribute<?>... attributes) {
    this.file = file;
    this.attributes = attributes.clone();
  }

  /**
   * Reads what earlier runs have left. A file that is not one of this version's histories is set
   * aside under the same name with {@code .bad} after it.
   *
   * @return null when nothing is known of them
   */
  public @Nullable Past read() {
    try {
      return read(bytes());
    } catch (HistoryFileException bad) {
      setAside(String.valueOf(bad.getMessage()));
    } catch (IOException unreadable) {
      LOG.log(
          Level.WARNING, "The change history in {0} cannot be read: {1}", file, reason(unreadable));
    }
    return null;
  }

  private @Nullable Past read(byte @Nullable [] content) throws HistoryFileException {
    if (content == null) {
      return null;
    }
    HistoryFile.Found found = HistoryFile.read(content);
    if (found.torn() > 0) {
      LOG.log(
          Level.WARNING,
          "The change history in {0} ends with {1} bytes that are cut off: a write was interrupted",
          file,
          found.torn());
    }
    return found.past();
  }

  private byte @Nullable [] bytes() throws IOException, HistoryFileException {
    if (Files.notExists(file)) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new HistoryFileException("it is no file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      return input.readNBytes(HistoryFile.MAX_BYTES + 1);
    }
  }

  private void setAside(String reason) {
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LOG.log(Level.WARNING, "The change history in {0} is set aside with .bad: {1}", file, reason);
    } catch (IOException stays) {
      LOG.log(Level.WARNING, "The change history in {0} is not used: {1}", file, reason);
    }
  }

  /** Brings the file up to the history. It never fails; a failure is said once and made good. */
  public void write(History history) {
    try {
      if (written == null || bytes > 2 * History.MAX_BYTES || events > 2 * History.MAX_EVENTS) {
        writeAnew(history.all());
      } else {
        append(written, history);
      }
      if (failure != null) {
        failure = null;
        LOG.log(Level.INFO, "The change history is kept in {0} again", file);
      }
    } catch (IOException failed) {
      lookAgain();
      String reason = reason(failed);
      if (!reason.equals(failure)) {
        failure = reason;
        LOG.log(
            Level.WARNING, "The change history is in memory only, not in {0}: {1}", file, reason);
      }
    }
  }

  /** Why, without the names of files. */
  private static String reason(IOException failed) {
    String words =
        failed instanceof FileSystemException named ? named.getReason() : failed.getMessage();
    return words == null ? failed.getClass().getSimpleName() : words;
  }

  /** Takes the file for one that others may have changed. */
  public void lookAgain() {
    written = null;
  }

  private void writeAnew(Past past) throws IOException {
    byte[] content = HistoryFile.write(past);
    AtomicFile.write(file, content, attributes);
    List<FeedEvent> all = past.events();
    written = all.isEmpty() ? past.floor() : all.get(all.size() - 1).id();
    bytes = content.length;
    events = all.size();
  }

  private void append(EventId place, History history) throws IOException {
    History.Slice news = history.after(place, Integer.MAX_VALUE, Long.MAX_VALUE);
    if (!news.isComplete()) {
      writeAnew(history.all());
      return;
    }
    List<FeedEvent> added = news.events();
    if (added.isEmpty()) {
      return;
    }
    byte[] lines = HistoryFile.write(added);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(lines);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    written = added.get(added.size() - 1).id();
    bytes += lines.length;
    events += added.size();
  }
}
