package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.dialect.Dialect;
import dev.rollcall.gateway.dialect.Dialects;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors in the form that the client understands: that of the dialect whose path it asks for. */
final class Refusals {

  /** Header of Anthropic's clients, which understand Anthropic's format only. */
  static final String ANTHROPIC_VERSION = "anthropic-version";

  private Refusals() {}

  /** The answer to a request of a server's own. */
  static RestReply of(RequestFailure failure, HttpServerRequest request) {
    return of(failure, request, request.path());
  }

  /**
   * The answer to a request.
   *
   * @param path the raw path below the router's mount point
   */
  static RestReply of(RequestFailure failure, HttpServerRequest request, @Nullable String path) {
    RestReply reply = RestReply.of(failure);
    Dialect dialect = path == null ? null : dialect(request, path);
    JsonObject body = dialect == null ? null : dialect.error(failure);
    if (dialect == null || body == null) {
      return reply;
    }
    reply = reply.withBody(body.toBuffer());
    for (Map.Entry<String, String> header : dialect.errorHeaders(body).entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }

  private static @Nullable Dialect dialect(HttpServerRequest request, String path) {
    boolean isList = path.equals("/v1/models") || path.startsWith("/v1/models/");
    return isList && request.headers().contains(ANTHROPIC_VERSION)
        ? Dialects.ANTHROPIC
        : Dialects.at(path);
  }
}
