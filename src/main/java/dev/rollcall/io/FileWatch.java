package dev.rollcall.io;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files again and again, and tells of a change when two looks in a row have seen the same,
 * since somebody may be in the middle of writing at the first. One look at a time; all on the
 * context that begins.
 *
 * @param <T> what a look sees, such as a size and a date, or a content; equal when nothing changed
 */
public final class FileWatch<T> {

  private final Vertx vertx;
  private final Duration period;
  private final Supplier<Future<T>> look;
  private final Function<T, Future<?>> changed;
  private @Nullable Long timer;
  private @Nullable T seen;
  private @Nullable T known;
  private boolean isLooking;

  /**
   * Does nothing yet.
   *
   * @param vertx whose timers to go by
   * @param period how often to look; a change is told after two such periods at most
   * @param look sees; a failure of it is no change
   * @param changed takes what is new; the next look waits until its future is done
   */
  public FileWatch(
      Vertx vertx, Duration period, Supplier<Future<T>> look, Function<T, Future<?>> changed) {
    this.vertx = vertx;
    this.period = period;
    this.look = look;
    this.changed = changed;
  }

  /** Begins to look. */
  public void begin() {
    timer = vertx.setPeriodic(period.toMillis(), id -> scan());
  }

  /** Sets the known state, which is not reported as a change. */
  public void know(T now) {
    known = now;
  }

  /** Ends the looking. */
  public void close() {
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void scan() {
    if (!isLooking) {
      isLooking = true;
      Future.<Void>succeededFuture()
          .compose(start -> look.get())
          .compose(this::take)
          .onComplete(done -> isLooking = false);
    }
  }

  private Future<?> take(T now) {
    boolean isSettled = now.equals(seen);
    seen = now;
    if (!isSettled || now.equals(known)) {
      return Future.succeededFuture();
    }
    known = now;
    return changed.apply(now);
  }
}
