package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

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
    if (!chunked && Long.parseLong(length) > MAX_BYTES) {
      limit.refuse();
      return false;
    }
    request.handler(part -> limit.receive(part.length()));
    return true;
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

  static RequestFailure tooLong() {
    return new RequestFailure(
        413, "body_too_large", "a request's body has at most " + MAX_BYTES + " bytes", null);
  }
}
