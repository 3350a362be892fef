package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model that the JSON body of a request names, whatever content type the request has. */
final class NamedModel {

  private NamedModel() {}

  /** Its id; fails with 400 when there is none, and with 413 when the body is too long for one. */
  static Future<String> in(RoutingContext context) {
    return RequestBody.json(context).map(NamedModel::id);
  }

  private static String id(@Nullable JsonObject json) {
    for (String field : List.of("model", "name")) {
      if (json != null && json.getValue(field) instanceof String id && !id.isEmpty()) {
        return id;
      }
    }
    throw bad("the body is a JSON object with the string 'model'");
  }

  private static RequestFailure bad(String message) {
    return new RequestFailure(400, "invalid_body", message, "model");
  }
}
