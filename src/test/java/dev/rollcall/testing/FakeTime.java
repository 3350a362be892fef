package dev.rollcall.testing;

import dev.rollcall.bus.Timing;
import dev.rollcall.model.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Time that stands still until a test moves it: clocks and timers, those of circuit breakers too. A
 * timer runs on the context that set it; without one, on the test's thread.
 */
public final class FakeTime extends VertxWrapper implements Ticker {

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final long ORIGIN = 1_000_000;

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::id));
  private final long origin;
  private long now;
  private long wallOffset;
  private long ids;

  private record Timer(
      long id, long at, long delay, long period, Context context, Handler<Long> handler) {}

  public FakeTime(Vertx vertx) {
    this(vertx, ORIGIN);
  }

  /**
   * Time whose monotonic clock starts there.
   *
   * @param origin in milliseconds; may be negative, as a machine's may be
   */
  public FakeTime(Vertx vertx, long origin) {
    super((VertxInternal) vertx);
    this.origin = origin;
    now = origin;
  }

  /** This time as the product takes it, with dice that always show one half. */
  public Timing timing() {
    return new Timing(this, this, () -> 0.5);
  }

  @Override
  public synchronized long millis() {
    return now;
  }

  @Override
  public synchronized Instant now() {
    return START.plusMillis(now - origin + wallOffset);
  }

  /** Sets the wall clock forward or, with a negative value, back. */
  public synchronized void setWallClock(Duration by) {
    wallOffset += by.toMillis();
  }

  /** Runs every timer that is due until then, in order. */
  public void advance(Duration by) {
    advance(by, () -> {});
  }

  /**
   * Runs every timer that is due until then, in order.
   *
   * @param settle waits, after each timer, until what it started has come to an end
   */
  public void advance(Duration by, Runnable settle) {
    long until = millis() + by.toMillis();
    for (Timer timer = nextDue(until); timer != null; timer = nextDue(until)) {
      run(timer);
      settle.run();
    }
    synchronized (this) {
      now = until;
    }
  }

  /** How many timers are set. */
  public synchronized int pending() {
    return timers.size();
  }

  /**
   * Whether a fetch runs of an instance with the default timeout: the cache keeps a watch of 15
   * seconds over each.
   */
  public synchronized boolean isFetching() {
    return timers.stream().anyMatch(timer -> timer.delay() == 15_000);
  }

  private synchronized Timer nextDue(long until) {
    Timer timer = timers.peek();
    if (timer == null || timer.at() > until) {
      return null;
    }
    timers.poll();
    now = Math.max(now, timer.at());
    if (timer.period() > 0) {
      timers.add(
          new Timer(
              timer.id(),
              timer.at() + timer.period(),
              timer.delay(),
              timer.period(),
              timer.context(),
              timer.handler()));
    }
    return timer;
  }

  private static void run(Timer timer) {
    if (timer.context() == null) {
      timer.handler().handle(timer.id());
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    timer
        .context()
        .runOnContext(
            go -> {
              try {
                timer.handler().handle(timer.id());
                done.complete(null);
              } catch (Throwable failure) {
                done.completeExceptionally(failure);
              }
            });
    try {
      done.get(10, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError("a timer failed", failure);
    }
  }

  @Override
  public synchronized long setTimer(long delay, Handler<Long> handler) {
    return set(delay, 0, handler);
  }

  @Override
  public synchronized long setPeriodic(long initialDelay, long delay, Handler<Long> handler) {
    return set(initialDelay, delay, handler);
  }

  @Override
  public synchronized boolean cancelTimer(long id) {
    return timers.removeIf(timer -> timer.id() == id);
  }

  private long set(long delay, long period, Handler<Long> handler) {
    if (delay < 1) {
      throw new IllegalArgumentException("Cannot schedule a timer with delay < 1 ms");
    }
    long id = ++ids;
    timers.add(new Timer(id, now + delay, delay, period, Vertx.currentContext(), handler));
    return id;
  }
}
