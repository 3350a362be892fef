package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.AddressRange;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a request of a server's own goes through: by which name the server is called, which web page
 * asks, which key it has, and then the routes.
 */
final class FrontDoor {

  private final ModelService service;
  private final HostRule hosts;
  private final Access access;
  private final List<AddressRange> trustedProxies;
  private final boolean needsKey;
  private final boolean servesPages;
  private final ReadyReplies ready;
  private final Router router;
  private final Runnable endStreams;

  FrontDoor(Vertx vertx, ServerConfig server, ModelService service) {
    this.service = service;
    Set<String> names = server.access().allowedHosts();
    hosts = new HostRule(!server.isLoopback() && names.isEmpty(), names);
    access = new Access(server);
    trustedProxies = server.access().trustedProxies();
    needsKey = server.access().apiKeys().required();
    servesPages = !server.access().corsOrigins().isEmpty();
    ready = service.replies().ready();
    router = Router.router(vertx);
    endStreams = route(router, server);
  }

  /** Returns the proxies whose forwarding headers are trusted for the caller's address. */
  List<AddressRange> trustedProxies() {
    return trustedProxies;
  }

  /** Ends the event streams that were opened through these routes. */
  void close() {
    endStreams.run();
  }

  /**
   * What is ready is sent from here; web pages of other origins go through the routes.
   *
   * @param started when the request came, in {@link System#nanoTime()}
   */
  void handle(HttpServerRequest request, long started) {
    if (needsKey) {
      PrivateAnswers.mark(request);
    }
    if (passes(request, hosts::check)
        && (servesPages || passes(request, access::checkRead))
        && (servesPages || !isAnswered(request, started))) {
      router.handle(request);
    }
  }

  private boolean isAnswered(HttpServerRequest request, long started) {
    String path = ready.answer(request);
    if (path != null) {
      service.metering().answered(path, request, started);
    }
    return path != null;
  }

  private Runnable route(Router router, ServerConfig server) {
    if (servesPages) {
      router.route().useNormalizedPath(false).handler(new Cors(server.access().corsOrigins()));
      router.route().useNormalizedPath(false).handler(this::checkRead);
    }
    Runnable streams = RestRoutes.mount(router, service, access::checkChange);
    router.route().useNormalizedPath(false).last().handler(this::notFound);
    router.errorHandler(400, context -> fail(context, 400, "invalid_http", "this is no request"));
    router.errorHandler(404, this::notFound);
    router.errorHandler(
        500, context -> refuse(context.request(), FailureReplies.of(context.failure())));
    return streams;
  }

  /** After the questions of browsers, which have no key. */
  private void checkRead(RoutingContext context) {
    if (passes(context.request(), access::checkRead)) {
      context.next();
    }
  }

  private boolean passes(HttpServerRequest request, Consumer<HttpServerRequest> check) {
    try {
      check.accept(request);
      return true;
    } catch (RequestFailure refused) {
      refuse(request, refused);
      return false;
    }
  }

  private void notFound(RoutingContext context) {
    fail(context, 404, "not_found", "there is nothing at this path; GET / lists what there is");
  }

  private void fail(RoutingContext context, int status, String code, String message) {
    refuse(context.request(), new RequestFailure(status, code, message, null));
  }

  private void refuse(HttpServerRequest request, RequestFailure failure) {
    long started = System.nanoTime();
    Refusals.of(failure, request).send(request);
    service.metering().answered(Metering.NO_ROUTE, request, started);
  }
}
