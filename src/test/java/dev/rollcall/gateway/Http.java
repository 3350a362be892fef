package dev.rollcall.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests with raw URIs to a port of this machine. */
final class Http {

  private final Vertx vertx;
  private final HttpClient client;
  private final int port;

  Http(Vertx vertx, int port) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.port = port;
  }

  Reply get(String uri) {
    return send(HttpMethod.GET, uri, Map.of());
  }

  Reply send(HttpMethod method, String uri) {
    return send(method, uri, Map.of());
  }

  Reply send(HttpMethod method, String uri, Map<String, String> headers) {
    return send(method, uri, headers, "");
  }

  Reply post(String uri, String contentType, String body) {
    return send(HttpMethod.POST, uri, Map.of("Content-Type", contentType), body);
  }

  Reply send(HttpMethod method, String uri, Map<String, String> headers, String body) {
    RequestOptions options =
        new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(method).setURI(uri);
    headers.forEach(options::addHeader);
    try {
      return Future.<Reply>future(
              reply -> vertx.runOnContext(onLoop -> exchange(options, body).onComplete(reply)))
          .await(10, TimeUnit.SECONDS);
    } catch (TimeoutException timeout) {
      throw new AssertionError("no answer to " + uri, timeout);
    }
  }

  /** Runs on the loop that the answer comes in on, lest its body comes before it is asked for. */
  private Future<Reply> exchange(RequestOptions options, String body) {
    return client
        .request(options)
        .compose(request -> body.isEmpty() ? request.send() : request.send(body))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        bytes ->
                            new Reply(
                                response.statusCode(), response.headers(), bytes.toString())));
  }

  record Reply(int status, MultiMap headers, String body) {

    JsonObject json() {
      return new JsonObject(body);
    }

    JsonObject error() {
      return json().getJsonObject("error");
    }
  }
}
