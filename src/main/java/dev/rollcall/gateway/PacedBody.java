package dev.rollcall.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends bytes at the rate at which the client reads. All responses share the bytes; a slow client
 * holds one chunk, not a copy of the whole.
 */
final class PacedBody {

  /** The bytes of a piece. */
  static final int PIECE = 64 * 1024;

  private final HttpServerResponse response;
  private final Buffer bytes;
  private final Promise<Void> over = Promise.promise();
  private int sent;

  private PacedBody(HttpServerResponse response, Buffer bytes) {
    this.response = response;
    this.bytes = bytes;
  }

  /**
   * Sends the bytes and ends the response, whose content length is set.
   *
   * @return done when the reader has taken them or is gone
   */
  static Future<Void> send(HttpServerResponse response, Buffer bytes) {
    if (bytes.length() <= PIECE) {
      return response.end(bytes);
    }
    PacedBody paced = new PacedBody(response, bytes);
    response.closeHandler(closed -> paced.over.tryComplete());
    paced.goOn();
    return paced.over.future();
  }

  private void goOn() {
    while (!response.closed()) {
      int end = Math.min(bytes.length(), sent + PIECE);
      Buffer piece = bytes.slice(sent, end);
      sent = end;
      if (sent == bytes.length()) {
        response.end(piece).onComplete(taken -> over.tryComplete());
        return;
      }
      response.write(piece);
      if (response.writeQueueFull()) {
        response.drainHandler(taken -> goOn());
        return;
      }
    }
    over.tryComplete();
  }
}
