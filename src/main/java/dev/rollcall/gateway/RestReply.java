package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param headers besides the length; without a content type it is JSON
 */
record RestReply(int status, Buffer body, Map<CharSequence, String> headers) implements RestAnswer {

  private static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");

  /** An answer that holds at this moment only. */
  static RestReply of(JsonObject body) {
    return of(200, body.toBuffer());
  }

  /** An error in OpenAI's form. */
  static RestReply of(RequestFailure failure) {
    JsonObject error =
        new JsonObject()
            .put("message", failure.getMessage())
            .put("type", failure.status() < 500 ? "invalid_request_error" : "server_error")
            .put("param", failure.param())
            .put("code", failure.code());
    RestReply reply = of(failure.status(), new JsonObject().put("error", error).toBuffer());
    if (failure.status() == 401) {
      reply = reply.with(WWW_AUTHENTICATE, "Bearer");
    }
    Long seconds = failure.retryAfterSeconds();
    return seconds == null ? reply : reply.with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  /** The same with another body. */
  RestReply withBody(Buffer other) {
    return new RestReply(status, other, headers);
  }

  /** The same with another header. */
  RestReply with(CharSequence header, String value) {
    Map<CharSequence, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new RestReply(status, body, more);
  }

  private static RestReply of(int status, Buffer body) {
    return new RestReply(status, body, Map.of(HttpHeaders.CACHE_CONTROL, "no-cache"));
  }

  /** Sends it with {@code Connection: close}, and closes the connection. */
  void sendLast(HttpServerRequest request) {
    with(HttpHeaders.CONNECTION, "close").send(request);
    request.connection().close();
  }

  /** Sends it, which is short. */
  void send(HttpServerRequest request) {
    if (putHead(request)) {
      end(request);
    }
  }

  @Override
  public void send(HttpServerRequest request, AnswersInFlight inFlight) {
    if (putHead(request)) {
      if (request.method().equals(HttpMethod.HEAD)) {
        request.response().end();
      } else if (!inFlight.send(request, body)) {
        AnswersInFlight.refuse(request);
      }
    }
  }

  private void end(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.HEAD)) {
      request.response().end();
    } else {
      request.response().end(body);
    }
  }

  /**
   * Puts the status and the headers, unless the request has been answered or its caller is gone.
   */
  private boolean putHead(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return false;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    headers.forEach(response::putHeader);
    return true;
  }
}
