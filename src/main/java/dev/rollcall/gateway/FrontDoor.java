package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a request of a server's own goes through: by which name the server is called, which web page
 * asks, which key it has, and then the routes.
 */
final class FrontDoor implements Handler<HttpServerRequest> {

  private final HostRule hosts;
  private final Router router;
  private final Runnable endStreams;

  FrontDoor(Vertx vertx, ServerConfig server, ModelService service) {
    Set<String> names = server.access().allowedHosts();
    hosts = new HostRule(!server.isLoopback() && names.isEmpty(), names);
    router = Router.router(vertx);
    endStreams = route(router, server, service);
  }

  /** Ends the event streams of those who came through here. */
  void close() {
    endStreams.run();
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (passes(request, hosts::check)) {
      router.handle(request);
    }
  }

  private static Runnable route(Router router, ServerConfig server, ModelService service) {
    Access access = new Access(server);
    if (!server.access().corsOrigins().isEmpty()) {
      router.route().useNormalizedPath(false).handler(new Cors(server.access().corsOrigins()));
    }
    router
        .route()
        .useNormalizedPath(false)
        .handler(
            context -> {
              if (passes(context.request(), access::checkRead)) {
                context.next();
              }
            });
    Runnable streams = RestRoutes.mount(router, service, access::checkChange);
    router.route().useNormalizedPath(false).last().handler(FrontDoor::notFound);
    router.errorHandler(400, context -> fail(context, 400, "invalid_http", "this is no request"));
    router.errorHandler(404, FrontDoor::notFound);
    router.errorHandler(
        500,
        context ->
            Refusals.of(Failures.of(context.failure()), context.request()).send(context.request()));
    return streams;
  }

  private static boolean passes(HttpServerRequest request, Consumer<HttpServerRequest> check) {
    try {
      check.accept(request);
      return true;
    } catch (RequestFailure refused) {
      Refusals.of(refused, request).send(request);
      return false;
    }
  }

  private static void notFound(RoutingContext context) {
    fail(context, 404, "not_found", "there is nothing at this path; GET / lists what there is");
  }

  private static void fail(RoutingContext context, int status, String code, String message) {
    Refusals.of(new RequestFailure(status, code, message, null), context.request())
        .send(context.request());
  }
}
