package dev.rollcall.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Gives each answer a turn of the event loop. What one turn sends is delivered before the next
 * begins; when thousands are waited for, their copies would otherwise fill the memory first.
 */
final class Turns {

  private final Context context;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  Turns(Context context) {
    this.context = context;
  }

  /** The value, on the event loop, when it is its turn. */
  <T> Future<T> await(T value) {
    Promise<T> turn = Promise.promise();
    context.runOnContext(
        start -> {
          waiting.add(() -> turn.complete(value));
          if (!running) {
            running = true;
            next();
          }
        });
    return turn.future();
  }

  private void next() {
    Runnable turn = waiting.poll();
    if (turn == null) {
      running = false;
      return;
    }
    try {
      turn.run();
    } finally {
      context.runOnContext(start -> next());
    }
  }
}
