package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.Once;
import dev.rollcall.gateway.encoding.View;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Collapses the requests for the same list that arrive in one turn of an event loop into one.
 * Thousands may arrive at once when there is no list, and the pending state of each would fill the
 * memory. May be used from any thread.
 */
final class OneTurn {

  private final Map<Asked, Once<ListReply>> others = new ConcurrentHashMap<>();

  private record Asked(Thread loop, View view) {}

  /**
   * The answer, on the caller's context.
   *
   * @param asking makes the answer for the first request; the others wait for that one
   */
  Future<ListReply> answer(View view, Supplier<Future<ListReply>> asking) {
    Context context = Vertx.currentContext();
    if (context == null || !Context.isOnEventLoopThread()) {
      return asking.get();
    }
    Asked asked = new Asked(Thread.currentThread(), view);
    Once<ListReply> other = others.get(asked);
    if (other != null) {
      return other.get();
    }
    Once<ListReply> first = new Once<>(asking);
    others.put(asked, new Once<>(() -> first.get().map(ListReply::collapsed)));
    context.runOnContext(turnIsOver -> others.remove(asked));
    return first.get();
  }
}
