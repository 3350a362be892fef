package dev.rollcall.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/** Lets web pages of some origins read answers; to those of others it says nothing. */
final class Cors implements Handler<RoutingContext> {

  private static final int PREFLIGHT_SECONDS = 600;

  private final Set<String> origins;
  private final CorsHandler handler;

  Cors(Set<String> origins) {
    this.origins = origins;
    handler =
        CorsHandler.create()
            .addOrigins(List.copyOf(origins))
            .allowedMethods(
                Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.DELETE))
            .allowedHeaders(
                Set.of(
                    "Authorization",
                    "x-api-key",
                    "x-goog-api-key",
                    "content-type",
                    "anthropic-version",
                    "if-none-match",
                    "last-event-id",
                    "cache-control"))
            .exposedHeaders(
                Set.of("cache-status", "x-rollcall-seq", "etag", "retry-after", "allow"))
            .allowPrivateNetwork(true)
            .maxAgeSeconds(PREFLIGHT_SECONDS);
  }

  @Override
  public void handle(RoutingContext context) {
    List<String> sent = context.request().headers().getAll(HttpHeaders.ORIGIN);
    boolean allowed = sent.size() == 1 && origins.contains(sent.get(0));
    if (!allowed || origins.size() == 1) {
      // The handler sees no need, but a cache would give such an answer to an origin that is
      // allowed.
      context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (allowed) {
      handler.handle(context);
    } else {
      context.next();
    }
  }
}
