package dev.rollcall.io;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** Reads files that are known to be small, since a wrong path may name anything. */
public final class BoundedFile {

  private BoundedFile() {}

  /**
   * Reads a file off the event loop.
   *
   * @return fails when it cannot be read, is no regular file, or is longer than {@code maxBytes}
   */
  public static Future<Buffer> read(Vertx vertx, String file, long maxBytes) {
    // The path may be none, which the file system throws.
    return Future.succeededFuture(file)
        .compose(vertx.fileSystem()::props)
        .compose(
            props ->
                props.isRegularFile() && props.size() <= maxBytes
                    ? vertx.fileSystem().readFile(file)
                    : Future.failedFuture("no regular file of at most " + maxBytes + " bytes"));
  }
}
