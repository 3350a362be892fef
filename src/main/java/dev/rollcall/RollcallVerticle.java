package dev.rollcall;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.Faults;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.OwnNode;
import dev.rollcall.bus.Tallies;
import dev.rollcall.bus.Timing;
import dev.rollcall.cache.CacheClient;
import dev.rollcall.catalog.Catalog;
import dev.rollcall.catalog.CatalogWatch;
import dev.rollcall.catalog.CurrentCatalog;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.KeyFileWatch;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.feed.History;
import dev.rollcall.gateway.Feed;
import dev.rollcall.gateway.ModelService;
import dev.rollcall.metrics.Measured;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole Rollcall as one verticle: deploying it deploys the cache, the providers and the gateway,
 * undeploying it ends them. With the constructor that takes nothing, its configuration is the JSON
 * of the deployment options, with the keys of a configuration file.
 */
public final class RollcallVerticle extends VerticleBase {

  private static final System.Logger LOG = System.getLogger("dev.rollcall");

  /** Twice this is the time after which a changed file is applied, at most. */
  private static final Duration FILE_PERIOD = Duration.ofMillis(2500);

  private final Function<Vertx, Timing> timing;
  private @Nullable RollcallConfig config;
  private @Nullable Claims claims;
  private @Nullable OwnNode ownNode;
  private @Nullable KeyFileWatch keyFiles;
  private @Nullable CatalogWatch catalogFile;
  private @Nullable CurrentCatalog catalog;
  private @Nullable Deployment deployment;
  private @Nullable CacheClient lists;
  private @Nullable ModelService service;
  private @Nullable Measured measured;

  /** Takes its configuration from the deployment options. */
  public RollcallVerticle() {
    this(null, Timing::system);
  }

  /** Takes the given configuration. */
  public RollcallVerticle(RollcallConfig config) {
    this(config, Timing::system);
  }

  RollcallVerticle(@Nullable RollcallConfig config, Function<Vertx, Timing> timing) {
    this.config = config;
    this.timing = timing;
  }

  @Override
  public Future<?> start() {
    RollcallConfig configured =
        config != null
            ? config
            : ConfigReader.library(ProviderType.specs(), System::getenv).read(config());
    config = configured;
    LocalCodec.register(vertx);
    Claims mine = new Claims(vertx);
    mine.take(configured);
    claims = mine;
    if (vertx.isClustered()) {
      ownNode = new OwnNode(vertx, new Addresses(configured.busPrefix()));
      ownNode.begin();
    }
    Timing clocks = timing.apply(vertx);
    KeyFileWatch watch = new KeyFileWatch(clocks.timers(), FILE_PERIOD, this::keyChanged);
    keyFiles = watch;
    CatalogWatch catalogs = new CatalogWatch(clocks.timers(), FILE_PERIOD, this::catalogChanged);
    catalogFile = catalogs;
    Future<Catalog> loading = catalogs.load(configured.catalogFile(), typesOn(configured));
    return watch
        .watch(configured)
        .compose(
            withKeys ->
                deploy(loading, withKeys, clocks).onSuccess(asking -> prepareToEnrich(withKeys)))
        .onSuccess(deployed -> catalogs.follow())
        .compose(deployed -> update())
        .onFailure(failure -> stop());
  }

  @Override
  public Future<?> stop() {
    if (keyFiles != null) {
      keyFiles.close();
    }
    if (catalogFile != null) {
      catalogFile.close();
    }
    if (measured != null) {
      measured.end();
    }
    if (ownNode != null) {
      ownNode.end();
    }
    if (claims != null) {
      claims.release();
    }
    return lists == null ? Future.succeededFuture() : lists.close();
  }

  /** Applies another configuration, but for what only a new deployment can change. */
  Future<Void> configure(RollcallConfig changed) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        go -> {
          config = changed;
          applyConfig().onComplete(done);
        });
    return done.future();
  }

  OptionalInt port() {
    return deployment == null ? OptionalInt.empty() : deployment.port();
  }

  /** Answers callers; there as soon as the verticle is deployed. */
  ModelService service() {
    return Objects.requireNonNull(service, "Rollcall is not deployed yet");
  }

  /** What there is to measure; there as soon as the verticle is deployed. */
  Measured measured() {
    return Objects.requireNonNull(measured, "Rollcall is not deployed yet");
  }

  /** Registers hundreds of meters, which at first takes longer than a loop may be held. */
  private Future<Void> update() {
    Measured all = measured();
    return beside(() -> Faults.contain("Measuring", all::update));
  }

  private Future<Void> deploy(Future<Catalog> loading, RollcallConfig withKeys, Timing clocks) {
    CurrentCatalog current = new CurrentCatalog();
    catalog = current;
    Addresses addresses = new Addresses(withKeys.busPrefix());
    CacheClient client = new CacheClient(vertx, addresses, clocks.ticker());
    lists = client;
    History history = new History();
    ModelService answers =
        new ModelService(
            client,
            current::entries,
            current::origin,
            typeNames(),
            clocks.ticker(),
            new Feed(history, client, typeNames(), any -> clocks.timers()));
    service = answers;
    Measured all =
        new Measured(
            addresses, client, new Tallies(vertx, addresses), answers.metering(), clocks.ticker());
    measured = all;
    if (withKeys.server() != null) {
      all.serve();
    }
    String directory = withKeys.cache().directory();
    Deployment deploying =
        new Deployment(
            vertx,
            clocks,
            current,
            answers,
            addresses,
            directory == null ? null : Path.of(directory),
            history);
    deployment = deploying;
    return deploying.start(withKeys, loading.onSuccess(current::replace));
  }

  /** While providers are asked, reads what their answers will be completed with. */
  private void prepareToEnrich(RollcallConfig withKeys) {
    boolean asks =
        withKeys.providers().values().stream()
            .anyMatch(instance -> instance.isOn() && instance.canBeAsked());
    if (asks) {
      CurrentCatalog current = Objects.requireNonNull(catalog);
      beside(() -> current.prepareToEnrich(typesOn(withKeys)));
    }
  }

  private Future<Void> prepareModels(RollcallConfig configured) {
    CurrentCatalog current = Objects.requireNonNull(catalog);
    return beside(() -> current.prepareModels(typesOn(configured)));
  }

  private Future<Void> beside(Runnable blocking) {
    return vertx.executeBlocking(
        () -> {
          blocking.run();
          return null;
        },
        false);
  }

  private static Set<String> typesOn(RollcallConfig configured) {
    return configured.providers().values().stream()
        .filter(InstanceConfig::isOn)
        .map(instance -> instance.type().name())
        .collect(Collectors.toSet());
  }

  private static Set<String> typeNames() {
    return ProviderType.specs().stream().map(TypeSpec::name).collect(Collectors.toSet());
  }

  private void catalogChanged(Catalog newer) {
    Objects.requireNonNull(catalog).replace(newer);
    Objects.requireNonNull(deployment)
        .catalogChanged()
        .onFailure(failure -> LOG.log(Level.WARNING, "The new catalog cannot be applied", failure));
  }

  private void keyChanged() {
    applyConfig()
        .onSuccess(applied -> LOG.log(Level.INFO, "A key file has changed and is applied"))
        .onFailure(
            failure ->
                LOG.log(Level.WARNING, "A key file has changed and cannot be applied", failure));
  }

  /** Applies the configuration with the catalog and the keys that are in its files now. */
  private Future<Void> applyConfig() {
    RollcallConfig wanted = Objects.requireNonNull(config);
    return Objects.requireNonNull(catalogFile)
        .switchTo(wanted.catalogFile())
        .compose(switched -> prepareModels(wanted))
        .compose(prepared -> Objects.requireNonNull(keyFiles).watch(wanted))
        .compose(withKeys -> Objects.requireNonNull(deployment).change(withKeys))
        .eventually(this::update);
  }
}
