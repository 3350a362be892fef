package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.BoundedJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The model that the JSON body of a request names, whatever content type the request has. */
final class NamedModel {

  private static final int MAX_VALUES = 4096;

  private NamedModel() {}

  /** Its id; fails with 400 when there is none, and with 413 when the body is too long for one. */
  static Future<String> in(RoutingContext context) {
    return body(context).map(body -> id(body.getBytes()));
  }

  /** An application that Rollcall is mounted in may have read the body. */
  private static Future<Buffer> body(RoutingContext context) {
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

  private static String id(byte[] body) {
    try {
      if (BoundedJson.read(body, MAX_VALUES) instanceof JsonObject json) {
        for (String field : List.of("model", "name")) {
          if (json.getValue(field) instanceof String id && !id.isEmpty()) {
            return id;
          }
        }
      }
    } catch (BoundedJson.Unreadable unreadable) {
      throw bad("the body is " + unreadable.getMessage());
    }
    throw bad("the body is a JSON object with the string 'model'");
  }

  private static RequestFailure bad(String message) {
    return new RequestFailure(400, "invalid_body", message, "model");
  }
}
