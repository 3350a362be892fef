package dev.rollcall.gateway.encoding;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Keeps work that takes milliseconds off event loops, which others wait for. */
public final class OffLoop {

  private OffLoop() {}

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
