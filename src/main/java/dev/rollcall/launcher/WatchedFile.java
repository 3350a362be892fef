package dev.rollcall.launcher;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file, read again and again by Vert.x Config. It takes the file as text, because
 * what cannot be parsed would be lost in Vert.x Config or logged at each scan; and as optional,
 * because files are replaced by removing them.
 */
final class WatchedFile {

  private static final String TEXT = "text";

  private final Vertx vertx;
  private final Path file;
  private final ConfigRetriever retriever;
  private boolean read;
  private @Nullable String scanned;
  private @Nullable String settled;

  /**
   * Begins to watch.
   *
   * @param period how often the file is read
   */
  WatchedFile(Vertx vertx, Path file, Duration period) {
    this.vertx = vertx;
    this.file = file;
    JsonObject store =
        new JsonObject()
            .put("path", file.toString())
            .put("raw.key", TEXT)
            .put("raw.type", "string");
    retriever =
        ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setScanPeriod(period.toMillis())
                .addStore(
                    new ConfigStoreOptions()
                        .setType("file")
                        .setFormat("raw")
                        .setOptional(true)
                        .setConfig(store)));
    retriever.setConfigurationProcessor(this::settle);
  }

  /** The text as it is now; null when the file is not there. */
  Future<@Nullable String> read() {
    return retriever.getConfig().map(json -> json.getString(TEXT));
  }

  /** Reads the text at this moment; fails with the reason why it cannot be read. */
  Future<String> readNow() {
    return vertx.fileSystem().readFile(file.toString()).map(Buffer::toString);
  }

  /**
   * Tells every change.
   *
   * @param handler takes the new text, null when the file is gone, on an event loop
   */
  void onChange(Consumer<@Nullable String> handler) {
    retriever.listen(change -> handler.accept(change.getNewConfiguration().getString(TEXT)));
  }

  Future<Void> close() {
    return retriever.close();
  }

  /**
   * Lets a text pass when two scans have seen the same, since an editor may be in the middle of
   * writing at the first: half a file can be a valid configuration of half the providers.
   */
  private synchronized JsonObject settle(JsonObject scan) {
    String text = scan.getString(TEXT);
    if (!read || Objects.equals(text, scanned)) {
      settled = text;
    }
    read = true;
    scanned = text;
    return new JsonObject().put(TEXT, settled);
  }
}
