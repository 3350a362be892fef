package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, which fails when it passes a bound. That does not end the reading: the
 * caller closes the connection.
 */
final class BoundedBody implements BodyStream<Buffer> {

  /** A kilobyte a piece, in the largest body: framing is not counted, but not free. */
  private static final int MAX_PIECES = 16 * 1024;

  private final String host;
  private final int maxBytes;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private int pieces;

  /**
   * Prepares for a body.
   *
   * @param host whose it is, for messages
   * @param maxBytes how many bytes may come
   */
  BoundedBody(String host, int maxBytes) {
    this.host = host;
    this.maxBytes = maxBytes;
  }

  @Override
  public Future<Void> write(Buffer piece) {
    if ((long) body.length() + piece.length() > maxBytes) {
      return tooLarge(host + " sent more than " + maxBytes + " bytes");
    }
    if (++pieces > MAX_PIECES) {
      return tooLarge(host + " sent its answer in more than " + MAX_PIECES + " pieces");
    }
    body.appendBuffer(piece);
    return Future.succeededFuture();
  }

  private static Future<Void> tooLarge(String message) {
    return Future.failedFuture(new FetchFailure(ErrorCode.TOO_LARGE, message));
  }

  @Override
  public Future<Void> end() {
    whole.tryComplete(body);
    return Future.succeededFuture();
  }

  @Override
  public Future<Buffer> result() {
    return whole.future();
  }

  @Override
  public void handle(Throwable failure) {
    whole.tryFail(failure);
  }

  @Override
  public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public BoundedBody setWriteQueueMaxSize(int size) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public BoundedBody drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
