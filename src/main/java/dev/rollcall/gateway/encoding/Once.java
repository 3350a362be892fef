package dev.rollcall.gateway.encoding;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed at the first request, once for all requests. */
public final class Once<T> {

  private final Supplier<Future<T>> making;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final Promise<T> made = Promise.promise();

  /**
   * Makes nothing yet.
   *
   * @param making may throw what it fails with
   */
  public Once(Supplier<Future<T>> making) {
    this.making = making;
  }

  /** A value that is there. */
  static <T> Once<T> made(T value) {
    Once<T> once = new Once<>(() -> Future.succeededFuture(value));
    once.get();
    return once;
  }

  /** The value, on the caller's context. */
  public Future<T> get() {
    if (begun.compareAndSet(false, true)) {
      Future.<Void>succeededFuture().compose(start -> making.get()).onComplete(made);
    }
    Future<T> shared = made.future();
    Context context = Vertx.currentContext();
    if (context == null || shared.isComplete()) {
      return shared;
    }
    Promise<T> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(hop -> own.handle(result)));
    return own.future();
  }

  /** Whether anybody has asked. */
  boolean hasBegun() {
    return begun.get();
  }

  /** Whether it could not be made. */
  public boolean hasFailed() {
    return made.future().failed();
  }

  /** The value; null when there is none yet. */
  public @Nullable T now() {
    return made.future().result();
  }
}
