package dev.rollcall.provider;

import dev.rollcall.bus.Faults;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.CircuitState;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An instance's circuit breaker.
 *
 * <p>Failures in a row count here, because the library's breaker forgets those that are further
 * apart than a window of a few seconds; it is told of the one that opens the circuit. And a breaker
 * whose circuit is closed by hand keeps the timer that would half-open it, so it is replaced by a
 * new one instead.
 */
final class Circuit {

  /** The fetch has its own deadline; the breaker's is for a fetch that is stuck. */
  private static final long GRACE_MILLIS = 2000;

  private final InstanceConfig config;
  private final Timing timing;
  private final Runnable onHalfOpen;
  private CircuitBreaker breaker;
  private long halfOpenAt = Long.MIN_VALUE;
  private int failuresInARow;

  /**
   * Makes a closed circuit.
   *
   * @param onHalfOpen runs when time has half-opened the circuit
   */
  Circuit(InstanceConfig config, Timing timing, Runnable onHalfOpen) {
    this.config = config;
    this.timing = timing;
    this.onHalfOpen = onHalfOpen;
    breaker = closed();
  }

  /**
   * Runs a fetch: through the breaker, or past it when the circuit is open and somebody insists.
   *
   * @param fallback makes the result of a failure
   */
  Future<Fetched> run(Supplier<Future<Fetched>> fetch, Function<Throwable, Fetched> fallback) {
    Future<Fetched> fetched =
        state() == CircuitBreakerState.OPEN ? fetch.get() : breaker.execute(fetch);
    return fetched.otherwise(fallback);
  }

  /** Notes that a fetch that went past the open circuit was answered. */
  void answered() {
    if (state() != CircuitBreakerState.CLOSED) {
      startAfresh();
    }
  }

  /** Closes the circuit and forgets every failure. */
  void startAfresh() {
    breaker.close();
    breaker = closed();
    halfOpenAt = Long.MIN_VALUE;
    failuresInARow = 0;
  }

  CircuitBreakerState state() {
    return breaker.state();
  }

  CircuitState modelState() {
    return switch (state()) {
      case OPEN -> CircuitState.OPEN;
      case HALF_OPEN -> CircuitState.HALF_OPEN;
      case CLOSED -> CircuitState.CLOSED;
    };
  }

  /** When the circuit lets a request through, in monotonic milliseconds; past when it does. */
  long halfOpenAt() {
    return state() == CircuitBreakerState.OPEN ? halfOpenAt : Long.MIN_VALUE;
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
                .setResetTimeout(config.breaker().resetTimeout().toMillis())
                .setTimeout(config.timeout().toMillis() + GRACE_MILLIS));
    created.failurePolicy(this::opens);
    created.openHandler(
        opened ->
            halfOpenAt = timing.ticker().millis() + config.breaker().resetTimeout().toMillis());
    created.halfOpenHandler(
        halfOpened -> {
          if (created == breaker) {
            // The breaker must not see what is thrown here: it would not finish its change of
            // state.
            Faults.contain("Telling of the half-open circuit of " + config.name(), onHalfOpen);
          }
        });
    return created;
  }

  private boolean opens(Future<?> fetched) {
    failuresInARow = fetched.failed() ? failuresInARow + 1 : 0;
    return failuresInARow >= config.breaker().maxFailures();
  }
}
