package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the answer to one request. Its connection is closed at once when the answer passes a
 * bound, because nothing else stops the reading.
 */
final class BoundedBody {

  private static final int MAX_INTERIM = 16;

  /** A kilobyte a piece, in the largest body: framing is not counted, but not free. */
  private static final int MAX_PIECES = 16 * 1024;

  private final HttpClientRequest request;
  private final String host;
  private final int maxBytes;
  private final Promise<Answer> done = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private int interim;
  private int pieces;

  /**
   * Prepares for an answer.
   *
   * @param request not sent yet
   * @param maxBytes how many bytes of a body may come
   */
  BoundedBody(HttpClientRequest request, String host, int maxBytes) {
    this.request = request;
    this.host = host;
    this.maxBytes = maxBytes;
  }

  /** Sends the request, with a body if there is one, and waits for the whole answer. */
  Future<Answer> send(@Nullable Buffer question) {
    request.continueHandler(go -> interim());
    request.earlyHintsHandler(hints -> interim());
    (question == null ? request.send() : request.send(question))
        .onSuccess(this::receive)
        .onFailure(done::tryFail);
    return done.future().onFailure(failure -> request.connection().close());
  }

  private void receive(HttpClientResponse response) {
    response
        .exceptionHandler(done::tryFail)
        .handler(this::piece)
        .endHandler(
            end ->
                done.tryComplete(
                    new Answer(
                        host,
                        response.statusCode(),
                        response.getHeader("Retry-After"),
                        response.getHeader("Content-Encoding"),
                        body)));
  }

  private void piece(Buffer piece) {
    if (done.future().isComplete()) {
      return;
    }
    if ((long) body.length() + piece.length() > maxBytes) {
      done.tryFail(
          new FetchFailure(ErrorCode.TOO_LARGE, host + " sent more than " + maxBytes + " bytes"));
    } else if (++pieces > MAX_PIECES) {
      done.tryFail(
          new FetchFailure(
              ErrorCode.TOO_LARGE, host + " sent its answer in more than " + pieces + " pieces"));
    } else {
      body.appendBuffer(piece);
    }
  }

  private void interim() {
    if (++interim > MAX_INTERIM) {
      done.tryFail(
          new FetchFailure(ErrorCode.MALFORMED, host + " puts off its answer without end"));
    }
  }
}
