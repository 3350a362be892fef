package dev.rollcall.bus;

import dev.rollcall.model.Ticker;
import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The clocks, timers and dice that verticles go by, so that a test can own them.
 *
 * @param ticker tells the time
 * @param timers sets timers
 * @param random gives numbers from 0 to below 1
 */
public record Timing(Ticker ticker, Vertx timers, DoubleSupplier random) {

  /** This machine's clocks, the timers of {@code vertx} and fair dice. */
  public static Timing system(Vertx vertx) {
    return new Timing(Ticker.system(), vertx, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Runs {@code action} after a delay, on the caller's context; gives what cancels it. */
  public Runnable after(long millis, Runnable action) {
    long timer = timers.setTimer(Math.max(1, millis), id -> action.run());
    return () -> timers.cancelTimer(timer);
  }
}
