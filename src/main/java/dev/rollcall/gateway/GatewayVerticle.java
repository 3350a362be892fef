package dev.rollcall.gateway;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/**
 * Answers callers over the event bus and, where there is a server, over HTTP. Several instances
 * share the work and the port.
 */
public final class GatewayVerticle extends VerticleBase {

  private final Addresses addresses;
  private final @Nullable ServerConfig config;
  private final ModelService service;
  private volatile @Nullable GatewayServer server;

  /**
   * Creates an instance.
   *
   * @param addresses where it is asked
   * @param config where to listen; null opens no port
   * @param service answers; may be shared by all instances
   */
  public GatewayVerticle(Addresses addresses, @Nullable ServerConfig config, ModelService service) {
    this.addresses = addresses;
    this.config = config;
    this.service = service;
  }

  /** The port that is listened on, once the verticle is deployed; 0 when none is. */
  public int port() {
    GatewayServer open = server;
    return open == null ? 0 : open.port();
  }

  @Override
  public Future<?> start() {
    return new BusRoutes(vertx, addresses, service).register().compose(registered -> listen());
  }

  private Future<?> listen() {
    if (config == null) {
      return Future.succeededFuture();
    }
    GatewayServer opening = new GatewayServer(vertx, config, service);
    return opening.listen(addresses.prefix()).onSuccess(open -> server = opening);
  }

  @Override
  public Future<?> stop() {
    GatewayServer open = server;
    return open == null ? Future.succeededFuture() : open.shutdown();
  }
}
