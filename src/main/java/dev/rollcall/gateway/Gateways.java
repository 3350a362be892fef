package dev.rollcall.gateway;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gateways of one deployment, which share its port. All on the deployment's event loop. */
public final class Gateways {

  private static final Logger LOG = System.getLogger(Gateways.class.getName());

  /** Twice this is the time after which a changed certificate is in use, at most. */
  private static final Duration TLS_PERIOD = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Addresses addresses;
  private final ModelService service;
  private List<GatewayVerticle> gateways = List.of();
  private @Nullable ServerConfig server;

  /** None yet. */
  public Gateways(Vertx vertx, Addresses addresses, ModelService service) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.service = service;
  }

  /** The port REST is served on; empty when none is. */
  public OptionalInt port() {
    return server == null || gateways.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(gateways.get(0).port());
  }

  /**
   * Deploys them, one for each processor.
   *
   * @param config where to listen; null opens no port
   * @param ready done when callers may come
   */
  public Future<Void> open(@Nullable ServerConfig config, Future<?> ready) {
    ServerLimits limits = ServerLimits.standard();
    List<GatewayVerticle> opening =
        Stream.generate(() -> new GatewayVerticle(addresses, config, service, limits, ready))
            .limit(Runtime.getRuntime().availableProcessors())
            .toList();
    return Future.all(opening.stream().map(vertx::deployVerticle).toList())
        .onSuccess(
            opened -> {
              gateways = opening;
              server = config;
              if (config != null) {
                warn(config);
                watchTls(config);
              }
            })
        .mapEmpty();
  }

  /** Serves those whom a changed configuration says; nothing else of it applies to an open port. */
  public void admit(@Nullable ServerConfig changed) {
    ServerConfig open = server;
    if (open == null || changed == null || changed.access().equals(open.access())) {
      return;
    }
    ServerConfig admitting = open.withAccess(changed.access());
    server = admitting;
    gateways.forEach(gateway -> gateway.admit(admitting.access()));
    warn(admitting);
  }

  private static void warn(ServerConfig config) {
    Exposure.of(config).forEach(sentence -> LOG.log(Level.WARNING, sentence));
  }

  private void watchTls(ServerConfig config) {
    if (config.tls() != null) {
      // All of them share what the first is told.
      new TlsWatch(vertx, config.tls(), gateways.get(0)::use).begin(TLS_PERIOD);
    }
  }
}
