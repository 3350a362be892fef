package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Bounds the bodies of requests. Hardly an endpoint reads one, so they are not kept here; but
 * clients may send a little.
 */
final class BodyLimit {

  static final int MAX_BYTES = 8 * 1024;

  private final HttpServerRequest request;
  private long received;

  private BodyLimit(HttpServerRequest request) {
    this.request = request;
  }

  /** Whether the request may be served; it has been answered when it may not. */
  static boolean passes(HttpServerRequest request) {
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (!chunked && length == null) {
      return true;
    }
    BodyLimit limit = new BodyLimit(request);
    if (chunked && (length != null || !isExactlyChunked(request))) {
      // The connection's decoder refuses this; here it is refused where Vert.x has another one.
      Refusals.of(ambiguous(), request).sendLast(request);
      return false;
    }
    if (!chunked && Long.parseLong(length) > MAX_BYTES) {
      limit.refuse();
      return false;
    }
    request.handler(part -> limit.receive(part.length()));
    return true;
  }

  private static boolean isExactlyChunked(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.TRANSFER_ENCODING).equals(List.of("chunked"));
  }

  private void receive(int bytes) {
    received += bytes;
    if (received > MAX_BYTES) {
      refuse();
    }
  }

  private void refuse() {
    request.handler(null);
    Refusals.of(tooLong(), request).sendLast(request);
  }

  /** Returns what a request fails with whose end a proxy before this server may see elsewhere. */
  static RequestFailure ambiguous() {
    return new RequestFailure(
        400,
        "invalid_http",
        "a request's body has one Content-Length, or a Transfer-Encoding of exactly 'chunked'",
        null);
  }

  static RequestFailure tooLong() {
    return new RequestFailure(
        413, "body_too_large", "a request's body has at most " + MAX_BYTES + " bytes", null);
  }
}
