package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ServerConfig;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server of a gateway. */
final class GatewayServer {

  /** Longer than a query with every filter, and than any model id. */
  private static final int MAX_LINE_BYTES = 8 * 1024;

  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private static final int SHUTDOWN_SECONDS = 5;

  private final Vertx vertx;
  private final ServerConfig config;
  private final ModelService service;
  private final Connections connections;
  private final HttpServer server;
  private final @Nullable AccessLog log;
  private volatile FrontDoor door;

  /**
   * Makes a server that does not listen yet.
   *
   * @param tls the certificate and key; null serves HTTP
   */
  GatewayServer(
      Vertx vertx,
      ServerConfig config,
      @Nullable KeyCertOptions tls,
      ModelService service,
      ServerLimits limits) {
    this.vertx = vertx;
    this.config = config;
    this.service = service;
    log = config.accessLog() ? new AccessLog(vertx) : null;
    door = new FrontDoor(vertx, config, service);
    connections =
        new Connections(
            limits,
            () ->
                new RequestDecoder(MAX_LINE_BYTES, MAX_HEADER_BYTES, limits.unfinishedRequests()));
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setHttp2ClearTextEnabled(false)
            // There are no web sockets, and what compresses them looks at every request.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);
    if (tls != null) {
      options.setSsl(true).setKeyCertOptions(tls);
    }
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(this::serve)
            .invalidRequestHandler(this::refuse);
  }

  /**
   * Listens.
   *
   * @param deployment names the port that instances share when the configured one is 0
   * @return fails with one sentence that names the key at fault
   */
  Future<HttpServer> listen(String deployment) {
    return server
        .listen(address(deployment))
        .onSuccess(listening -> connections.watch(vertx))
        .recover(cause -> Future.failedFuture(refusal(cause)));
  }

  /**
   * Replaces the access control; open event streams end, so that their clients authenticate again.
   */
  void admit(AccessConfig access) {
    FrontDoor before = door;
    door = new FrontDoor(vertx, config.withAccess(access), service);
    before.close();
  }

  /** Uses this certificate for new connections. */
  Future<Boolean> use(KeyCertOptions tls) {
    return server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(tls));
  }

  /** The port that is listened on. */
  int port() {
    return server.actualPort();
  }

  /** Takes no new request, and is done when those that run have been answered. */
  Future<Void> shutdown() {
    door.close();
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
        cause instanceof IOException && String.valueOf(cause.getMessage()).contains("in use");
    return VertxException.noStackTrace(
        inUse
            ? "server.port: " + where + " is already in use"
            : "server.host: cannot listen on " + where + ": " + cause.getMessage(),
        cause);
  }

  private void serve(HttpServerRequest request) {
    long started = System.nanoTime();
    Connections.Visit visit = connections.of(request);
    try {
      if (BodyLimit.passes(request)) {
        door.handle(request, started);
      }
    } catch (RuntimeException unforeseen) {
      Refusals.of(FailureReplies.of(unforeseen), request).send(request);
    }
    // Most are answered by now, and need no handler.
    if (request.response().ended()) {
      answered(request, visit, started);
    } else {
      if (visit != null) {
        visit.awaits(request);
      }
      request.response().endHandler(ended -> answered(request, visit, started));
    }
  }

  private void answered(
      HttpServerRequest request, Connections.@Nullable Visit visit, long started) {
    if (visit != null) {
      visit.answered(request);
    }
    if (log != null) {
      log.answered(request, started, door.trustedProxies());
    }
    if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      // Where a proxy before this server sees the body's end elsewhere, what follows is smuggled.
      request.connection().shutdown();
    }
  }

  /** Answers what the HTTP decoder could not read. */
  private void refuse(HttpServerRequest request) {
    long started = System.nanoTime();
    Refusals.of(unreadable(request.decoderResult().cause()), request).sendLast(request);
    if (log != null) {
      log.answered(request, started, door.trustedProxies());
    }
    service.metering().answered(Metering.NO_ROUTE, request, started);
  }

  private static RequestFailure unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return failure(414, "uri_too_long", "the URL is longer than " + MAX_LINE_BYTES + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return failure(
          431, "headers_too_large", "the headers are larger than " + MAX_HEADER_BYTES + " bytes");
    }
    if (cause instanceof RequestDecoder.TooManyHeadersException) {
      return failure(
          431,
          "headers_too_large",
          "there are more than " + RequestDecoder.MAX_HEADERS + " headers");
    }
    if (cause instanceof RequestDecoder.AmbiguousLengthException) {
      return BodyLimit.ambiguous();
    }
    if (cause instanceof RequestDecoder.OtherVersionException other) {
      return other.isMisspelt()
          ? failure(400, "invalid_http", "the version in a request line is written in capitals")
          : failure(505, "http_version_not_supported", "HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    return failure(400, "invalid_http", "this is not an HTTP request");
  }

  private static RequestFailure failure(int status, String code, String message) {
    return new RequestFailure(status, code, message, null);
  }
}
