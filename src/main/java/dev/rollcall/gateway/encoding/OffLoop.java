package dev.rollcall.gateway.encoding;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Keeps work that takes milliseconds off event loops, which others wait for. */
public final class OffLoop {

  /** Going through more models takes milliseconds. */
  private static final int MANY = 2000;

  /** Encoding more models does. */
  private static final int MANY_TO_ENCODE = 500;

  private OffLoop() {}

  /** Whether so many models are gone through off the event loop. */
  public static boolean areMany(int models) {
    return models > MANY;
  }

  /** Whether so many models are encoded off the event loop. */
  public static boolean areManyToEncode(int models) {
    return models > MANY_TO_ENCODE;
  }

  /**
   * The work's result, on a worker thread when it is long and this is an event loop.
   *
   * @param work may throw what it fails with
   * @return completed on the caller's context
   */
  public static <T> Future<T> run(boolean isLong, Supplier<T> work) {
    Context context = Vertx.currentContext();
    return isLong && context != null && Context.isOnEventLoopThread()
        ? context.executeBlocking(work::get, false)
        : Future.<Void>succeededFuture().map(start -> work.get());
  }
}
