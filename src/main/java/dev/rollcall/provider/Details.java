package dev.rollcall.provider;

import dev.rollcall.bus.Timing;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Makes side requests and remembers what they said. They only add fields, so they never fail a list
 * and hold it up for a second at most; what was not asked by then is asked with the next list.
 */
final class Details {

  private static final long BUDGET_MILLIS = 1000;
  private static final int AT_ONCE = 4;
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Http http;
  private final Listing listing;
  private final Timing timing;
  private final Map<String, ModelFacts> known = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  Details(Http http, Listing listing, Timing timing) {
    this.http = http;
    this.listing = listing;
    this.timing = timing;
  }

  /** What is known, by key, after asking for what is not. Never fails. */
  Future<Map<String, ModelFacts>> of(Collected collected) {
    known.keySet().retainAll(collected.detailKeys());
    answered.retainAll(known.keySet());
    Queue<Listing.Detail> open = new ArrayDeque<>(collected.details());
    open.removeIf(detail -> detail.once() && answered.contains(detail.key()));
    if (open.isEmpty()) {
      return Future.succeededFuture(known);
    }
    Promise<Map<String, ModelFacts>> done = Promise.promise();
    Runnable cancel = timing.after(BUDGET_MILLIS, () -> done.tryComplete(known));
    int[] running = {Math.min(AT_ONCE, open.size())};
    for (int i = running[0]; i > 0; i--) {
      askNext(open, done)
          .onComplete(
              drained -> {
                if (--running[0] == 0) {
                  cancel.run();
                  done.tryComplete(known);
                }
              });
    }
    return done.future();
  }

  private Future<?> askNext(Queue<Listing.Detail> open, Promise<?> done) {
    Listing.Detail detail = open.poll();
    if (detail == null || done.future().isComplete()) {
      return Future.succeededFuture();
    }
    return Future.<Void>succeededFuture()
        .compose(start -> http.send(detail.call(), MAX_BYTES))
        .map(
            answer -> {
              if (answer.isSuccess()) {
                known.putAll(listing.readDetails(detail, answer.json()));
                answered.add(detail.key());
              }
              return answer;
            })
        .otherwiseEmpty()
        .compose(next -> askNext(open, done));
  }
}
