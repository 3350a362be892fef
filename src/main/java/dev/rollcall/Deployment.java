package dev.rollcall;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.Timing;
import dev.rollcall.cache.CacheVerticle;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.feed.History;
import dev.rollcall.gateway.Gateways;
import dev.rollcall.gateway.ModelService;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.provider.ProviderVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The verticles of one Rollcall, and which of them a changed configuration replaces. */
final class Deployment {

  private final Vertx vertx;
  private final Timing timing;
  private final ModelCatalog catalog;
  private final Addresses addresses;
  private final CacheVerticle cache;
  private final Gateways gateways;
  private final Map<String, Provider> providers = new HashMap<>();
  private Future<Void> lastChange = Future.succeededFuture();

  /** A provider verticle and what it was deployed with. */
  private record Provider(InstanceConfig config, String deploymentId) {}

  /**
   * Makes a deployment of nothing yet.
   *
   * @param service answers callers from this deployment's cache
   * @param directory where last good lists are kept; null keeps them in memory only
   * @param history takes every change and status
   */
  Deployment(
      Vertx vertx,
      Timing timing,
      ModelCatalog catalog,
      ModelService service,
      Addresses addresses,
      @Nullable Path directory,
      History history) {
    this.vertx = vertx;
    this.timing = timing;
    this.catalog = catalog;
    this.addresses = addresses;
    gateways = new Gateways(vertx, addresses, service);
    cache = new CacheVerticle(addresses, timing, catalog, directory, history);
  }

  /** The port REST is served on; empty when none is. */
  OptionalInt port() {
    return gateways.port();
  }

  /**
   * Deploys everything, the cache with its stored lists once there is a catalog; then the port
   * opens, and every instance without a fresh list is asked.
   *
   * @param catalogLoaded done when there is a catalog; what does not need one does not wait
   */
  Future<Void> start(RollcallConfig config, Future<?> catalogLoaded) {
    Future<Void> ready =
        Future.join(catalogLoaded.compose(loaded -> deploy(cache)), replaceProviders(config))
            .compose(deployed -> cache.configure(config));
    return Future.join(ready, gateways.open(config.server(), ready))
        .compose(opened -> cache.askAllWithoutFreshList());
  }

  /** Replaces what the configuration changes; one change is finished before the next begins. */
  Future<Void> change(RollcallConfig config) {
    lastChange =
        lastChange
            .otherwiseEmpty()
            // First, because a key that is taken away must not depend on what else goes wrong.
            .onSuccess(free -> gateways.admit(config.server()))
            .compose(free -> replaceProviders(config))
            .compose(replaced -> cache.configure(config))
            .compose(configured -> cache.askAllWithoutFreshList());
    return lastChange;
  }

  /** Takes in that the catalog is another one. */
  Future<Void> catalogChanged() {
    return cache.catalogChanged();
  }

  private Future<Void> replaceProviders(RollcallConfig config) {
    List<Future<?>> gone = new ArrayList<>();
    List.copyOf(providers.values()).stream()
        .filter(provider -> !provider.config().equals(wanted(config, provider.config().name())))
        .forEach(
            provider -> {
              providers.remove(provider.config().name());
              gone.add(vertx.undeploy(provider.deploymentId()));
            });
    return Future.join(gone)
        .otherwiseEmpty()
        .compose(
            undeployed ->
                Future.all(
                    config.providers().values().stream()
                        .filter(InstanceConfig::isOn)
                        .filter(instance -> !providers.containsKey(instance.name()))
                        .map(this::deployProvider)
                        .toList()))
        .mapEmpty();
  }

  private static @Nullable InstanceConfig wanted(RollcallConfig config, String name) {
    InstanceConfig instance = config.providers().get(name);
    return instance != null && instance.isOn() ? instance : null;
  }

  private Future<?> deployProvider(InstanceConfig instance) {
    ProviderType type = ProviderType.of(instance.type().name()).orElseThrow();
    return deploy(new ProviderVerticle(instance, type, catalog, addresses, timing))
        .onSuccess(id -> providers.put(instance.name(), new Provider(instance, id)));
  }

  private Future<String> deploy(Deployable verticle) {
    return vertx.deployVerticle(verticle);
  }
}
