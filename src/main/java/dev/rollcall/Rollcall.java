package dev.rollcall;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.gateway.RestRoutes;
import dev.rollcall.metrics.Measured;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rollcall from Java: deployed here with {@link #deploy}, or deployed elsewhere and reached over
 * the event bus with {@link #connect}. May be used from any thread.
 *
 * <p>Every future fails with a {@link RequestFailure} where the caller is at fault (400, 404, 409)
 * or there is nothing to serve (503).
 */
public final class Rollcall {

  /** The prefix of a deployment that configures none. */
  public static final String DEFAULT_PREFIX = "models";

  /** A refresh takes as long as the slowest provider, twice where one was running before. */
  private static final DeliveryOptions PATIENT =
      new DeliveryOptions().setSendTimeout(Duration.ofMinutes(10).toMillis());

  /** How Vert.x says, as a time-out, that the consumer went away with the request in its queue. */
  private static final String DISCARDED = "Discarded the request";

  private final Vertx vertx;
  private final Addresses addresses;
  private final @Nullable RollcallVerticle verticle;
  private final List<MessageConsumer<?>> listeners = new CopyOnWriteArrayList<>();

  private Rollcall(Vertx vertx, Addresses addresses, @Nullable RollcallVerticle verticle) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.verticle = verticle;
  }

  /**
   * Deploys Rollcall.
   *
   * @return fails with one sentence when the port, prefix or directory is taken
   */
  public static Future<Rollcall> deploy(Vertx vertx, RollcallConfig config) {
    return deploy(vertx, config, new RollcallVerticle(config));
  }

  /**
   * Deploys Rollcall.
   *
   * @param config what a configuration file would say; nothing is read from the environment or from
   *     files unless a value says <code>${…}</code> or {@code api_key_file}
   * @return fails with a {@link dev.rollcall.config.ConfigException} that names every mistake
   */
  public static Future<Rollcall> deploy(Vertx vertx, JsonObject config) {
    return Future.succeededFuture(config)
        .map(json -> ConfigReader.library(ProviderType.specs(), System::getenv).read(json))
        .compose(read -> deploy(vertx, read));
  }

  static Future<Rollcall> deploy(Vertx vertx, RollcallConfig config, RollcallVerticle verticle) {
    return vertx
        .deployVerticle(verticle)
        .map(id -> new Rollcall(vertx, new Addresses(config.busPrefix()), verticle));
  }

  /** Reaches the Rollcall that is deployed on this event bus under the default prefix. */
  public static Rollcall connect(Vertx vertx) {
    return connect(vertx, DEFAULT_PREFIX);
  }

  /**
   * Reaches the Rollcall that is deployed on this event bus, in this Vert.x or in another one of
   * its cluster.
   */
  public static Rollcall connect(Vertx vertx, String prefix) {
    return new Rollcall(vertx, new Addresses(prefix), null);
  }

  /** Every model of every enabled instance. */
  public Future<ModelList> list() {
    return list(ModelQuery.ALL);
  }

  /** The models that match; in the Vert.x it is deployed in, the list is shared, not copied. */
  public Future<ModelList> list(ModelQuery query) {
    if (verticle != null) {
      return verticle.service().list(query);
    }
    return request(addresses.list(), ModelJson.toJson(query))
        .map(
            reply ->
                ModelJson.list(
                    reply.body(),
                    Long.parseLong(reply.headers().get(Addresses.SEQ)),
                    CacheStatus.parse(reply.headers().get(Addresses.CACHE_STATUS))));
  }

  /**
   * One model.
   *
   * @param id its id, an alias within its instance, or a native id that only one instance has
   */
  public Future<ModelInfo> get(String id) {
    return verticle != null
        ? verticle.service().find(id).map(found -> found.data().get(0))
        : request(addresses.get(), new JsonObject().put("id", id))
            .map(reply -> ModelJson.model(reply.body()));
  }

  /** How every configured instance is, those that are off too. */
  public Future<List<ProviderStatus>> providers() {
    return statuses(addresses.providers(), null);
  }

  /** Asks every enabled instance now; gives the statuses after asking. */
  public Future<List<ProviderStatus>> refresh() {
    return statuses(addresses.refresh(), null);
  }

  /** Asks one instance now; gives its status after asking. */
  public Future<List<ProviderStatus>> refresh(String provider) {
    return statuses(addresses.refresh(), new JsonObject().put("provider", provider));
  }

  /** Forgets every list, the last good ones too; gives the names of the instances. */
  public Future<List<String>> invalidate() {
    return invalidated(null);
  }

  /** Forgets one instance's list, the last good one too. */
  public Future<List<String>> invalidate(String provider) {
    return invalidated(new JsonObject().put("provider", provider));
  }

  /**
   * Tells of every change of what providers list.
   *
   * @param listener called on an event loop
   * @return ends the listening
   */
  public Runnable onChange(Consumer<ModelChange> listener) {
    MessageConsumer<JsonObject> consumer =
        vertx
            .eventBus()
            .consumer(
                addresses.changed(), message -> listener.accept(ModelJson.change(message.body())));
    listeners.add(consumer);
    return () -> {
      listeners.remove(consumer);
      consumer.unregister();
    };
  }

  /**
   * Serves the REST routes from an application's own router. Requests that change something
   * (refresh, invalidate) are refused there, because access is the application's decision.
   *
   * @throws IllegalStateException when Rollcall was not deployed through this object
   */
  public void mount(Router router) {
    if (verticle == null) {
      throw new IllegalStateException("only a Rollcall that was deployed here can be mounted");
    }
    RestRoutes.mount(router, verticle.service());
  }

  /**
   * Applies another configuration to what was deployed through this object. Prefix, directory, and
   * the settings of the server except its keys, hosts and origins stay as they are.
   */
  public Future<Void> configure(RollcallConfig config) {
    return verticle == null
        ? Future.failedFuture(
            new IllegalStateException("only a Rollcall that was deployed here can be configured"))
        : verticle.configure(config);
  }

  /** The port REST is served on; empty when it is not served by what was deployed here. */
  public OptionalInt port() {
    return verticle == null ? OptionalInt.empty() : verticle.port();
  }

  /** Ends the listeners of this object and, where it deployed Rollcall, undeploys it. */
  public Future<Void> close() {
    listeners.forEach(MessageConsumer::unregister);
    listeners.clear();
    return verticle == null || !vertx.deploymentIDs().contains(verticle.deploymentID())
        ? Future.succeededFuture()
        : vertx.undeploy(verticle.deploymentID());
  }

  /** What there is to measure. */
  Measured measured() {
    if (verticle == null) {
      throw new IllegalStateException("only a Rollcall that was deployed here can be measured");
    }
    return verticle.measured();
  }

  private Future<List<ProviderStatus>> statuses(String address, @Nullable JsonObject body) {
    return request(address, body).map(reply -> ModelJson.statuses(reply.body()));
  }

  private Future<List<String>> invalidated(@Nullable JsonObject body) {
    return request(addresses.invalidate(), body)
        .map(
            reply ->
                reply.body().getJsonArray("invalidated").stream().map(String::valueOf).toList());
  }

  private Future<Message<JsonObject>> request(String address, @Nullable JsonObject body) {
    return vertx
        .eventBus()
        .<JsonObject>request(address, body, PATIENT)
        .recover(failure -> Future.failedFuture(inWords(failure)));
  }

  private Throwable inWords(Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return failure;
    }
    String message = String.valueOf(reply.getMessage());
    if (reply.failureType() == ReplyFailure.NO_HANDLERS || message.startsWith(DISCARDED)) {
      return new RequestFailure(
          503,
          "not_deployed",
          "no Rollcall is deployed under the prefix '" + addresses.prefix() + "'",
          null);
    }
    if (reply.failureType() == ReplyFailure.TIMEOUT) {
      return new RequestFailure(504, "timeout", "Rollcall did not answer in time", null);
    }
    return new RequestFailure(reply.failureCode(), "request_failed", message, null);
  }
}
