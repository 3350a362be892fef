package dev.rollcall.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends bytes as fast as they are taken. All who are sent the same share them; a reader who is slow
 * holds one piece, not a copy of the whole.
 */
final class PacedBody {

  private static final int PIECE = 64 * 1024;

  private final HttpServerResponse response;
  private final Buffer bytes;
  private int sent;

  private PacedBody(HttpServerResponse response, Buffer bytes) {
    this.response = response;
    this.bytes = bytes;
  }

  /** Sends the bytes and ends the response, whose content length is set. */
  static void send(HttpServerResponse response, Buffer bytes) {
    if (bytes.length() <= PIECE) {
      response.end(bytes);
    } else {
      new PacedBody(response, bytes).goOn();
    }
  }

  private void goOn() {
    while (!response.closed()) {
      int end = Math.min(bytes.length(), sent + PIECE);
      Buffer piece = bytes.slice(sent, end);
      sent = end;
      if (sent == bytes.length()) {
        response.end(piece);
        return;
      }
      response.write(piece);
      if (response.writeQueueFull()) {
        response.drainHandler(taken -> goOn());
        return;
      }
    }
  }
}
