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
  private final Access access;
  private final boolean servesPages;
  private final ReadyReplies ready;
  private final Router router;

  FrontDoor(Vertx vertx, ServerConfig server, ModelService service) {
    Set<String> names = server.access().allowedHosts();
    hosts = new HostRule(!server.isLoopback() && names.isEmpty(), names);
    access = new Access(server);
    servesPages = !server.access().corsOrigins().isEmpty();
    ready = service.replies().ready();
    router = router(vertx, server, service);
  }

  /** What is ready is sent from here; web pages of other origins go through the routes. */
  @Override
  public void handle(HttpServerRequest request) {
    if (passes(request, hosts::check)
        && (servesPages || passes(request, access::checkRead))
        && (servesPages || !ready.answer(request))) {
      router.handle(request);
    }
  }

  private Router router(Vertx vertx, ServerConfig server, ModelService service) {
    Router router = Router.router(vertx);
    if (servesPages) {
      router.route().useNormalizedPath(false).handler(new Cors(server.access().corsOrigins()));
      router.route().useNormalizedPath(false).handler(this::checkRead);
    }
    RestRoutes.mount(router, service, access::checkChange);
    router.route().useNormalizedPath(false).last().handler(FrontDoor::notFound);
    router.errorHandler(400, context -> fail(context, 400, "invalid_http", "this is no request"));
    router.errorHandler(404, FrontDoor::notFound);
    router.errorHandler(
        500, context -> RestReply.of(Failures.of(context.failure())).send(context.request()));
    return router;
  }

  /** After the questions of browsers, which have no key. */
  private void checkRead(RoutingContext context) {
    if (passes(context.request(), access::checkRead)) {
      context.next();
    }
  }

  private static boolean passes(HttpServerRequest request, Consumer<HttpServerRequest> check) {
    try {
      check.accept(request);
      return true;
    } catch (RequestFailure refused) {
      RestReply.of(refused).send(request);
      return false;
    }
  }

  private static void notFound(RoutingContext context) {
    fail(context, 404, "not_found", "there is nothing at this path; GET / lists what there is");
  }

  private static void fail(RoutingContext context, int status, String code, String message) {
    RestReply.of(new RequestFailure(status, code, message, null)).send(context.request());
  }
}
