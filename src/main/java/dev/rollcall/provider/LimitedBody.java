package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a number of decoded bytes. Vert.x goes on reading after a codec has failed,
 * so whoever uses it closes the connection then.
 */
final class LimitedBody implements BodyCodec<Buffer> {

  private final int maxBytes;
  private final String host;

  LimitedBody(int maxBytes, String host) {
    this.maxBytes = maxBytes;
    this.host = host;
  }

  @Override
  public BodyStream<Buffer> stream() {
    return new Collector();
  }

  private final class Collector implements BodyStream<Buffer> {
    private final Promise<Buffer> result = Promise.promise();
    private Buffer collected = Buffer.buffer();

    @Override
    public Future<Void> write(Buffer chunk) {
      if ((long) collected.length() + chunk.length() > maxBytes) {
        collected = Buffer.buffer();
        FetchFailure tooLarge =
            new FetchFailure(ErrorCode.TOO_LARGE, host + " sent more than " + maxBytes + " bytes");
        result.tryFail(tooLarge);
        return Future.failedFuture(tooLarge);
      }
      collected.appendBuffer(chunk);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
      result.tryComplete(collected);
      return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable failure) {
      result.tryFail(failure);
    }

    @Override
    public Future<Buffer> result() {
      return result.future();
    }

    @Override
    public BodyStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
      return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
      return this;
    }

    @Override
    public boolean writeQueueFull() {
      return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
      return this;
    }
  }
}
