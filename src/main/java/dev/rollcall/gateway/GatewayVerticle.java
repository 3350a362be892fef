package dev.rollcall.gateway;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.KeyCertOptions;
import org.jspecify.annotations.Nullable;

/**
 * Answers callers over the event bus and, where there is a server, over HTTP. Several instances
 * share the work and the port.
 */
public final class GatewayVerticle extends VerticleBase {

  private final Addresses addresses;
  private final @Nullable ServerConfig config;
  private final ModelService service;
  private final ServerLimits limits;
  private final Future<?> ready;
  private volatile @Nullable GatewayServer server;
  private Health.@Nullable Loop loop;

  /**
   * Creates an instance.
   *
   * @param addresses where it is asked
   * @param config where to listen; null opens no port
   * @param service answers; may be shared by all instances
   */
  public GatewayVerticle(Addresses addresses, @Nullable ServerConfig config, ModelService service) {
    this(addresses, config, service, ServerLimits.standard());
  }

  GatewayVerticle(
      Addresses addresses,
      @Nullable ServerConfig config,
      ModelService service,
      ServerLimits limits) {
    this(addresses, config, service, limits, Future.succeededFuture());
  }

  /**
   * Creates an instance that does not listen yet.
   *
   * @param ready done when it may be asked; when it fails, so does the deployment
   */
  GatewayVerticle(
      Addresses addresses,
      @Nullable ServerConfig config,
      ModelService service,
      ServerLimits limits,
      Future<?> ready) {
    this.addresses = addresses;
    this.config = config;
    this.service = service;
    this.limits = limits;
    this.ready = ready;
  }

  /** The port that is listened on, once the verticle is deployed; 0 when none is. */
  public int port() {
    GatewayServer open = server;
    return open == null ? 0 : open.port();
  }

  @Override
  public Future<?> start() {
    loop = service.health().watch(vertx);
    return Future.all(prepare(), ready)
        .compose(may -> new BusRoutes(vertx, addresses, service).register())
        .compose(registered -> listen());
  }

  /** Serves other callers from now on; does nothing where no port is open. */
  void admit(AccessConfig access) {
    GatewayServer open = server;
    if (open != null) {
      open.admit(access);
    }
  }

  /** Uses this certificate for new connections; every instance that shares the port must do so. */
  Future<Boolean> use(KeyCertOptions tls) {
    GatewayServer open = server;
    return open == null ? Future.succeededFuture(false) : open.use(tls);
  }

  private Future<?> prepare() {
    if (config == null) {
      return Future.succeededFuture();
    }
    TlsConfig tls = config.tls();
    if (tls == null) {
      server = new GatewayServer(vertx, config, null, service, limits);
      return Future.succeededFuture();
    }
    return PemPair.read(vertx, tls)
        .onSuccess(
            pair -> server = new GatewayServer(vertx, config, pair.options(), service, limits));
  }

  private Future<?> listen() {
    GatewayServer prepared = server;
    return prepared == null ? Future.succeededFuture() : prepared.listen(addresses.prefix());
  }

  @Override
  public Future<?> stop() {
    if (loop != null) {
      service.health().forget(loop);
    }
    GatewayServer open = server;
    return open == null ? Future.succeededFuture() : open.shutdown();
  }
}
