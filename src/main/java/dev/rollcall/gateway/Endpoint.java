package dev.rollcall.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of endpoints.
 *
 * @param methods what it takes
 * @param path where it is
 * @param purpose for the index of endpoints, in words for people
 * @param answer may throw what it could fail with
 * @param isChange whether it changes something
 * @param header only requests with this header are meant; null means all
 */
record Endpoint(
    List<HttpMethod> methods,
    PathTemplate path,
    String purpose,
    Function<RestRequest, Future<? extends RestAnswer>> answer,
    boolean isChange,
    @Nullable String header) {

  /** One that changes nothing. */
  static Endpoint read(
      String path, String purpose, Function<RestRequest, Future<? extends RestAnswer>> answer) {
    return new Endpoint(
        List.of(HttpMethod.GET, HttpMethod.HEAD),
        new PathTemplate(path),
        purpose,
        answer,
        false,
        null);
  }

  /** One that changes nothing and is asked with a body. */
  static Endpoint ask(
      String path, String purpose, Function<RestRequest, Future<? extends RestAnswer>> answer) {
    return new Endpoint(
        List.of(HttpMethod.POST), new PathTemplate(path), purpose, answer, false, null);
  }

  /** One that changes something. */
  static Endpoint change(
      HttpMethod method,
      String path,
      String purpose,
      Function<RestRequest, Future<? extends RestAnswer>> answer) {
    return new Endpoint(List.of(method), new PathTemplate(path), purpose, answer, true, null);
  }

  /** The same for requests that have this header; others are for those that follow. */
  Endpoint onlyWith(String name) {
    return new Endpoint(methods, path, purpose, answer, isChange, name);
  }

  /** Whether an application may have an endpoint of its own there. */
  boolean isCommon() {
    return path.toString().equals("/") || path.toString().startsWith("/health/");
  }
}
