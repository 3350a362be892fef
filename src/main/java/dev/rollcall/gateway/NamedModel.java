package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.BoundedJson;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The model that the JSON body of a request names, whatever type it says it has. */
final class NamedModel {

  /** A body has at most 8 KB. */
  private static final int MAX_VALUES = 4096;

  private NamedModel() {}

  /** Its id; fails with 400 when there is none. */
  static Future<String> in(RestRequest request) {
    return request.context().request().body().map(body -> id(body.getBytes()));
  }

  private static String id(byte[] body) {
    try {
      if (BoundedJson.read(body, MAX_VALUES) instanceof JsonObject json) {
        for (String field : new String[] {"model", "name"}) {
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
