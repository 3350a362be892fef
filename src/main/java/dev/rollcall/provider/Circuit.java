package dev.rollcall.provider;

import dev.rollcall.bus.Faults;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.CircuitState;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An instance's circuit breaker.
 *
 * <p>The library's breaker opens at a number of failures within some seconds. Here it is to open at
 * a number of failures in a row, however far apart they are, so its failure policy takes the one
 * that completes the row as the only failure.
 */
final class Circuit {

  /** The fetch has its own deadline; the breaker's is for a fetch that is stuck. */
  private static final long GRACE_MILLIS = 2000;

  private final InstanceConfig config;
  private final Timing timing;
  private final BooleanSupplier completesRow;
  private final Consumer<CircuitState> onChange;
  private CircuitBreaker breaker;

  /**
   * Makes a closed circuit.
   *
   * @param completesRow whether a failure now is the last of as many in a row as open the circuit
   * @param onChange is told of each new state
   */
  Circuit(
      InstanceConfig config,
      Timing timing,
      BooleanSupplier completesRow,
      Consumer<CircuitState> onChange) {
    this.config = config;
    this.timing = timing;
    this.completesRow = completesRow;
    this.onChange = onChange;
    breaker = closed();
  }

  /**
   * Runs a fetch, unless the circuit is open.
   *
   * @param fallback makes the result where the fetch fails or is not run
   */
  <T> Future<T> run(Supplier<Future<T>> fetch, Function<Throwable, T> fallback) {
    return breaker.executeWithFallback(fetch, fallback).otherwise(fallback);
  }

  /**
   * Runs a fetch, although the circuit may be open; closes it when the fetch succeeds.
   *
   * @param fallback makes the result where the fetch fails
   */
  <T> Future<T> force(Supplier<Future<T>> fetch, Function<Throwable, T> fallback) {
    return isOpen()
        ? fetch.get().onSuccess(answered -> startAfresh()).otherwise(fallback)
        : run(fetch, fallback);
  }

  boolean isOpen() {
    return breaker.state() == CircuitBreakerState.OPEN;
  }

  /** Closes the circuit. The library closes no open one, whose timer would half-open it later. */
  void startAfresh() {
    boolean wasClosed = breaker.state() == CircuitBreakerState.CLOSED;
    breaker.close();
    breaker = closed();
    if (!wasClosed) {
      tell(CircuitState.CLOSED);
    }
  }

  CircuitState state() {
    return switch (breaker.state()) {
      case OPEN -> CircuitState.OPEN;
      case HALF_OPEN -> CircuitState.HALF_OPEN;
      case CLOSED -> CircuitState.CLOSED;
    };
  }

  void close() {
    breaker.close();
  }

  private CircuitBreaker closed() {
    CircuitBreaker created =
        CircuitBreaker.create(
            config.name(),
            timing.timers(),
            new CircuitBreakerOptions()
                .setMaxFailures(1)
                .setFallbackOnFailure(true)
                .setResetTimeout(config.breaker().resetTimeout().toMillis())
                .setTimeout(config.timeout().toMillis() + GRACE_MILLIS));
    created.failurePolicy(fetched -> fetched.failed() && completesRow.getAsBoolean());
    created.openHandler(opened -> tellOf(created, CircuitState.OPEN));
    created.halfOpenHandler(halfOpened -> tellOf(created, CircuitState.HALF_OPEN));
    created.closeHandler(closed -> tellOf(created, CircuitState.CLOSED));
    return created;
  }

  /** Tells of what has become of the breaker in use; timers of earlier ones may still run. */
  private void tellOf(CircuitBreaker changed, CircuitState state) {
    if (changed == breaker) {
      tell(state);
    }
  }

  private void tell(CircuitState state) {
    // What is thrown here would keep the breaker from finishing its change of state.
    Faults.contain("Telling of the circuit of " + config.name(), () -> onChange.accept(state));
  }
}
