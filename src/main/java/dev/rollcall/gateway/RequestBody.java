package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.json.BoundedJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, within {@link BodyLimit#MAX_BYTES}. */
final class RequestBody {

  /** More than any request needs. */
  private static final int MAX_VALUES = 4096;

  private RequestBody() {}

  /**
   * Reads a body that is a JSON object.
   *
   * @return null when there is no body; fails with 400 when it is something else or is cut, and
   *     with 413 when it is too long
   */
  static Future<@Nullable JsonObject> json(RoutingContext context) {
    return bytes(context).map(body -> body.length() == 0 ? null : json(body));
  }

  private static JsonObject json(Buffer body) {
    try {
      if (BoundedJson.read(body.getBytes(), MAX_VALUES) instanceof JsonObject json) {
        return json;
      }
    } catch (BoundedJson.Unreadable unreadable) {
      throw bad("the body is " + unreadable.getMessage());
    }
    throw bad("the body is a JSON object");
  }

  /** Reads the bytes, unless an application that Rollcall is mounted in has. */
  private static Future<Buffer> bytes(RoutingContext context) {
    if (context.body().available()) {
      Buffer read = context.body().buffer();
      return Future.succeededFuture(read == null ? Buffer.buffer() : read);
    }
    HttpServerRequest request = context.request();
    return request.isEnded() ? Future.succeededFuture(Buffer.buffer()) : read(request);
  }

  private static Future<Buffer> read(HttpServerRequest request) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > BodyLimit.MAX_BYTES) {
            whole.tryFail(BodyLimit.tooLong());
          } else {
            body.appendBuffer(part);
          }
        });
    request.exceptionHandler(cut -> whole.tryFail(bad("the body did not come to its end")));
    request.endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  private static RequestFailure bad(String message) {
    return new RequestFailure(400, "invalid_body", message, null);
  }
}
