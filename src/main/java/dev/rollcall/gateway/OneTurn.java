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
 * Lets those who ask an event loop for the same list in one of its turns share one answer.
 * Thousands may come at once when there is no list, and what each would wait with fills the memory.
 * May be used from any thread.
 */
final class OneTurn {

  private final Map<Asked, Once<ListReply>> others = new ConcurrentHashMap<>();

  private record Asked(Thread loop, View view) {}

  /**
   * The answer, on the caller's context.
   *
   * @param asking makes it for the first who asks; the others wait for what that has begun
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
