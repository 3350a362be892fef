package dev.rollcall.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Function;

/**
 * A row of the table of endpoints.
 *
 * @param methods what it takes
 * @param path where it is
 * @param purpose for people who ask what there is
 * @param answer may throw what it could fail with
 */
record Endpoint(
    List<HttpMethod> methods,
    PathTemplate path,
    String purpose,
    Function<RestRequest, Future<? extends Reply>> answer) {

  /** One that changes nothing. */
  static Endpoint read(
      String path, String purpose, Function<RestRequest, Future<? extends Reply>> answer) {
    return new Endpoint(
        List.of(HttpMethod.GET, HttpMethod.HEAD), new PathTemplate(path), purpose, answer);
  }

  /** One that changes something. */
  static Endpoint change(
      HttpMethod method,
      String path,
      String purpose,
      Function<RestRequest, Future<? extends Reply>> answer) {
    return new Endpoint(List.of(method), new PathTemplate(path), purpose, answer);
  }

  boolean isChange() {
    return !methods.contains(HttpMethod.GET);
  }

  /** Whether an application may have an endpoint of its own there. */
  boolean isCommon() {
    return !path.toString().startsWith("/v1/");
  }
}
