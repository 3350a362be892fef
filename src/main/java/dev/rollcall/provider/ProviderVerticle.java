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
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
   * @param catalog has the list of a type whose vendor publishes none
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
    Circuit breaker =
        new Circuit(config, timing, this::isRowComplete, state -> circuitBecame(state, tally));
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
                  backOff.reset();
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
        .otherwise(fault -> catalogFallback(request, breaker, fault))
        .onSuccess(
            outcome -> {
              tally.ended(outcome, timing.ticker().millis() - began);
              publish(outcome);
            });
  }

  private Future<Outcome> outcome(FetchRequest request, ListSource list, Circuit breaker) {
    if (!config.canBeAsked()) {
      return Future.succeededFuture(
          new Outcome.Skipped(
              request.id(),
              config.name(),
              breaker.state(),
              ErrorCode.NO_KEY,
              config.noKeyReason(),
              0,
              null));
    }
    Supplier<Future<Outcome>> fetch =
        () -> list.fetch(request.listedBefore()).map(fetched -> answered(request, fetched));
    Function<Throwable, Outcome> fallback = cause -> catalogFallback(request, breaker, cause);
    if (request.forced()) {
      return breaker.force(fetch, fallback);
    }
    return breaker.isOpen() || backOff.mayAsk(timing.ticker().millis())
        ? breaker.run(fetch, fallback)
        : Future.succeededFuture(tooEarly(request, breaker));
  }

  /** Whether a failure now would be the last of as many in a row as open the circuit. */
  private boolean isRowComplete() {
    return backOff.failuresWithNext() >= config.breaker().maxFailures();
  }

  /** The circuit is closed after any answer, or is about to be closed. */
  private Outcome answered(FetchRequest request, Fetched fetched) {
    if (fetched instanceof Fetched.Aborted) {
      return new Outcome.Aborted(request.id(), config.name(), CircuitState.CLOSED);
    }
    if (fetched instanceof Fetched.Refused refused) {
      backOff.refused();
      return new Outcome.Rejected(
          request.id(),
          config.name(),
          CircuitState.CLOSED,
          refused.code(),
          refused.message(),
          backOff.inARow());
    }
    backOff.reset();
    Fetched.Complete complete = (Fetched.Complete) fetched;
    return new Outcome.Listed(
        request.id(),
        config.name(),
        CircuitState.CLOSED,
        complete.models(),
        complete.skipped(),
        type.listing() == null);
  }

  /** The circuit's fallback handler: upon its outcome the catalog answers for the provider. */
  private Outcome catalogFallback(FetchRequest request, Circuit breaker, Throwable cause) {
    if (cause instanceof OpenCircuitException) {
      return tooEarly(request, breaker);
    }
    FetchFailure failure = cause instanceof FetchFailure known ? known : fault(cause);
    long now = timing.ticker().millis();
    backOff.failed(failure, now);
    return new Outcome.Failed(
        request.id(),
        config.name(),
        breaker.state(),
        failure.code(),
        failure.sentence(),
        backOff.inARow(),
        backOff.remaining(now));
  }

  private FetchFailure fault(Throwable fault) {
    Faults.log("A request of " + config.name(), fault);
    return new FetchFailure(
        ErrorCode.INTERNAL, "the answer of " + Peer.of(config).host() + " cannot be taken");
  }

  private Outcome tooEarly(FetchRequest request, Circuit breaker) {
    FetchFailure last = backOff.last();
    Duration wait = backOff.remaining(timing.ticker().millis());
    return new Outcome.Skipped(
        request.id(),
        config.name(),
        breaker.state(),
        last == null ? ErrorCode.INTERNAL : last.code(),
        last == null ? "not asked yet" : last.sentence(),
        backOff.inARow(),
        wait.isZero() ? Duration.ofMillis(1) : wait);
  }

  private void circuitBecame(CircuitState state, Tally tally) {
    tally.transitions(state).increment();
    if (state == CircuitState.OPEN) {
      backOff.holdUntil(timing.ticker().millis() + config.breaker().resetTimeout().toMillis());
    } else if (state == CircuitState.HALF_OPEN) {
      // The other states come with an outcome.
      vertx
          .eventBus()
          .publish(
              addresses.circuit(config.name()),
              new CircuitChange(config.name(), state),
              LocalCodec.untraced());
    }
  }

  private void publish(Outcome outcome) {
    vertx.eventBus().publish(addresses.provider(config.name()), outcome, LocalCodec.untraced());
  }
}
