package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.ServerConfig;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** The HTTP server of a gateway. */
final class GatewayServer {

  /** Longer than a query with every filter; longer ids are nobody's. */
  private static final int MAX_LINE_BYTES = 8 * 1024;

  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Longer than a refresh may take, because a connection that waits for an answer idles too. */
  private static final int IDLE_SECONDS = 180;

  private static final int SHUTDOWN_SECONDS = 5;

  private final ServerConfig config;
  private final HttpServer server;

  GatewayServer(Vertx vertx, ServerConfig config, ModelService service) {
    this.config = config;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxInitialLineLength(MAX_LINE_BYTES)
                    .setMaxHeaderSize(MAX_HEADER_BYTES)
                    .setIdleTimeout(IDLE_SECONDS))
            .requestHandler(router(vertx, config, service))
            .invalidRequestHandler(GatewayServer::refuse);
  }

  /**
   * Listens.
   *
   * @param deployment names the port that instances share when the configured one is 0
   * @return fails with one sentence that names the key at fault
   */
  Future<HttpServer> listen(String deployment) {
    return server.listen(address(deployment)).recover(cause -> Future.failedFuture(refusal(cause)));
  }

  /** The port that is listened on. */
  int port() {
    return server.actualPort();
  }

  /** Takes no new request, and is done when those that run have been answered. */
  Future<Void> shutdown() {
    return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private SocketAddress address(String deployment) {
    return config.port() == 0
        ? SocketAddress.sharedRandomPort((deployment.hashCode() & 0x3fffffff) + 1, config.host())
        : SocketAddress.inetSocketAddress(config.port(), config.host());
  }

  private Throwable refusal(Throwable cause) {
    String where = config.host() + ":" + config.port();
    boolean inUse =
        cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
    return VertxException.noStackTrace(
        inUse
            ? "server.port: " + where + " is already in use"
            : "server.host: cannot listen on " + where + ": " + cause.getMessage(),
        cause);
  }

  private static Router router(Vertx vertx, ServerConfig config, ModelService service) {
    Router router = Router.router(vertx);
    RestRoutes.mount(router, service, config.isLoopback());
    router.route().useNormalizedPath(false).last().handler(GatewayServer::notFound);
    return router;
  }

  private static void notFound(RoutingContext context) {
    error(404, "not_found", "there is nothing at this path; GET / lists what there is")
        .send(context.request());
  }

  /** Answers what the HTTP decoder could not read. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    RestReply reply =
        cause instanceof TooLongHttpLineException
            ? error(414, "uri_too_long", "the URL is longer than " + MAX_LINE_BYTES + " bytes")
            : cause instanceof TooLongHttpHeaderException
                ? error(
                    431,
                    "headers_too_large",
                    "the headers are larger than " + MAX_HEADER_BYTES + " bytes")
                : error(400, "invalid_http", "this is not an HTTP request");
    reply.send(request);
    request.connection().close();
  }

  private static RestReply error(int status, String code, String message) {
    return RestReply.of(new RequestFailure(status, code, message, null));
  }
}
