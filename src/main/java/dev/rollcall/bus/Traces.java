package dev.rollcall.bus;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;

/**
 * Lets what is done for a request on another event loop, or after a message was replied to, belong
 * to the request's trace. A tracer keeps the trace with the context, where neither would find it.
 */
public final class Traces {

  private Traces() {}

  /**
   * A context for what is done for a request.
   *
   * @param request the context of the request
   * @param place the context whose event loop and deployment do it
   * @return {@code place} itself when Vert.x has no tracer
   */
  public static Context carry(Context request, Context place) {
    ContextInternal from = (ContextInternal) request;
    ContextInternal to = (ContextInternal) place;
    if (to.tracer() == null) {
      return place;
    }
    ContextInternal carrying = to.unwrap().duplicate();
    VertxInternal vertx = to.owner();
    vertx.contextLocals().forEach(local -> copy(local, from, carrying));
    return carrying;
  }

  /**
   * Does something at once.
   *
   * @param context one of this thread's event loop
   */
  public static void on(Context context, Runnable action) {
    ((ContextInternal) context).dispatch(action);
  }

  private static <T> void copy(ContextLocal<T> local, ContextInternal from, ContextInternal to) {
    T value = from.getLocal(local, AccessMode.CONCURRENT);
    if (value != null) {
      to.putLocal(local, AccessMode.CONCURRENT, value);
    }
  }
}
