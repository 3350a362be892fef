package dev.rollcall.provider;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.Faults;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.Tallies;
import dev.rollcall.bus.Tally;
import dev.rollcall.bus.Timing;
import dev.rollcall.bus.Traces;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks one instance's provider when the cache wants it, unless back-off, Retry-After or the circuit
 * forbid it, and publishes one outcome for each request.
 */
public final class ProviderVerticle extends VerticleBase {

  private final InstanceConfig config;
  private final ProviderType type;
  private final ModelCatalog catalog;
  private final Addresses addresses;
  private final Timing timing;
  private final BackOff backOff;
  private @Nullable Circuit circuit;
  private @Nullable ListSource source;
  private List<MessageConsumer<?>> consumers = List.of();

  /**
   * Makes the verticle of one instance.
   *
   * @param config the instance
   * @param type its type
   * @param catalog answers for the provider
   */
  public ProviderVerticle(
      InstanceConfig config,
      ProviderType type,
      ModelCatalog catalog,
      Addresses addresses,
      Timing timing) {
    this.config = config;
    this.type = type;
    this.catalog = catalog;
    this.addresses = addresses;
    this.timing = timing;
    backOff = new BackOff(config.breaker().resetTimeout(), timing.random());
  }

  @Override
  public Future<?> start() {
    LocalCodec.register(vertx);
    Tally tally = new Tallies(vertx, addresses).of(config.name());
    ListSource list =
        type.listing() == null
            ? new BuiltinList(catalog, config.type().name())
            : new Fetcher(vertx, timing, config, type, tally);
    Circuit breaker = new Circuit(config, timing, this::publishHalfOpen);
    source = list;
    circuit = breaker;
    EventBus bus = vertx.eventBus();
    consumers =
        List.of(
            bus.<FetchRequest>localConsumer(
                addresses.fetch(config.name()),
                message -> {
                  Context work = Traces.carry(vertx.getOrCreateContext(), context);
                  message.reply(null);
                  Traces.on(work, () -> answer(message.body(), list, breaker, tally));
                }),
            bus.localConsumer(
                addresses.reset(config.name()),
                message -> {
                  backOff.answered();
                  breaker.startAfresh();
                  list.abort();
                }));
    return Future.succeededFuture();
  }

  /** Takes no more requests before it ends the one that runs, so that none meets closed parts. */
  @Override
  public Future<?> stop() {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .eventually(
            () -> {
              if (circuit != null) {
                circuit.close();
              }
              return source == null ? Future.succeededFuture() : source.close();
            });
  }

  /** Publishes one outcome, whatever happens. */
  private void answer(FetchRequest request, ListSource list, Circuit breaker, Tally tally) {
    long began = timing.ticker().millis();
    Future.<Void>succeededFuture()
        .compose(start -> outcome(request, list, breaker))
        .otherwise(fault -> faulty(request, breaker, fault))
        .onSuccess(
            outcome -> {
              tally.ended(outcome, timing.ticker().millis() - began);
              publish(outcome);
            });
  }

  private Future<Outcome> outcome(FetchRequest request, ListSource list, Circuit breaker) {
    long now = timing.ticker().millis();
    if (!config.canBeAsked()) {
      return Future.succeededFuture(
          skipped(request, breaker, ErrorCode.NO_KEY, config.noKeyReason(), null));
    }
    boolean open = breaker.state() == CircuitBreakerState.OPEN;
    if (!request.forced() && (open || !backOff.mayAsk(now))) {
      Duration wait = backOff.remaining(now);
      return Future.succeededFuture(
          skipped(
              request,
              breaker,
              backOff.code(),
              backOff.message(),
              wait.isZero() ? Duration.ofMillis(1) : wait));
    }
    return breaker
        .run(() -> list.fetch(request.listedBefore()), this::unfetched)
        .map(fetched -> conclude(request, fetched, breaker));
  }

  /** The circuit's fallback handler: the catalog answers for the provider. */
  private Fetched unfetched(Throwable cause) {
    return new Fetched.Unfetched(cause, fallback());
  }

  private Outcome conclude(FetchRequest request, Fetched fetched, Circuit breaker) {
    String name = config.name();
    if (fetched instanceof Fetched.Unfetched unfetched) {
      FetchFailure failure = HttpFailures.read(unfetched.cause(), Peer.of(config));
      if (failure.code() == ErrorCode.INTERNAL) {
        Faults.log("The fetch of " + name, unfetched.cause());
      }
      return failed(request, breaker, failure, unfetched.catalog());
    }
    if (fetched instanceof Fetched.Aborted) {
      return aborted(request, breaker);
    }
    backOff.answered();
    breaker.answered();
    if (fetched instanceof Fetched.Refused refused) {
      return new Outcome.Rejected(
          request.id(), name, breaker.modelState(), refused.code(), refused.message(), fallback());
    }
    Fetched.Complete complete = (Fetched.Complete) fetched;
    return new Outcome.Listed(
        request.id(),
        name,
        breaker.modelState(),
        complete.models(),
        complete.skipped(),
        type.listing() == null);
  }

  /** The outcome of a request that failed outside its fetch. */
  private Outcome faulty(FetchRequest request, Circuit breaker, Throwable fault) {
    Faults.log("A request of " + config.name(), fault);
    return failed(
        request,
        breaker,
        new FetchFailure(
            ErrorCode.INTERNAL, "the answer of " + Peer.of(config).host() + " cannot be taken"),
        fallback());
  }

  private Outcome failed(
      FetchRequest request, Circuit breaker, FetchFailure failure, List<ModelFacts> fallback) {
    long now = timing.ticker().millis();
    backOff.failed(failure, now, breaker.halfOpenAt());
    return new Outcome.Failed(
        request.id(),
        config.name(),
        breaker.modelState(),
        failure.code(),
        failure.sentence(),
        backOff.remaining(now),
        fallback);
  }

  private Outcome aborted(FetchRequest request, Circuit breaker) {
    return new Outcome.Aborted(request.id(), config.name(), breaker.modelState());
  }

  private Outcome skipped(
      FetchRequest request,
      Circuit breaker,
      ErrorCode code,
      String message,
      @Nullable Duration retryIn) {
    return new Outcome.Skipped(
        request.id(), config.name(), breaker.modelState(), code, message, retryIn, fallback());
  }

  /** What the catalog has; nothing where it fails. */
  private List<ModelFacts> fallback() {
    try {
      return List.copyOf(catalog.models(config.type().name()));
    } catch (Throwable fault) {
      Faults.log("The catalog", fault);
      return List.of();
    }
  }

  private void publish(Outcome outcome) {
    vertx.eventBus().publish(addresses.provider(config.name()), outcome, LocalCodec.untraced());
  }

  private void publishHalfOpen() {
    vertx
        .eventBus()
        .publish(
            addresses.circuit(config.name()),
            new CircuitChange(config.name(), CircuitState.HALF_OPEN),
            LocalCodec.untraced());
  }
}
