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
  private static final int MAX_REQUESTS = 256;

  /** For all of them together. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final ProviderClient http;
  private final Listing listing;
  private final Timing timing;
  private final Map<String, ModelFacts> known = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  Details(ProviderClient http, Listing listing, Timing timing) {
    this.http = http;
    this.listing = listing;
    this.timing = timing;
  }

  /** What is known, by key, after asking for what is not. Never fails. */
  Future<Map<String, ModelFacts>> of(PageAccumulator pages) {
    Set<String> wanted = pages.detailKeys();
    known.keySet().retainAll(wanted);
    answered.retainAll(known.keySet());
    Queue<Listing.Detail> open = new ArrayDeque<>(pages.details());
    open.removeIf(detail -> detail.once() && answered.contains(detail.key()));
    if (open.isEmpty()) {
      return Future.succeededFuture(known);
    }
    Promise<Map<String, ModelFacts>> done = Promise.promise();
    Runnable cancel = timing.after(BUDGET_MILLIS, () -> done.tryComplete(known));
    Round round = new Round(open, wanted, done);
    int[] running = {Math.min(AT_ONCE, open.size())};
    for (int i = running[0]; i > 0; i--) {
      round
          .askNext()
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

  /** The side requests of one list. */
  private final class Round {
    private final Queue<Listing.Detail> open;
    private final Set<String> wanted;
    private final Promise<?> done;
    private int requests;
    private int bytes;

    Round(Queue<Listing.Detail> open, Set<String> wanted, Promise<?> done) {
      this.open = open;
      this.wanted = wanted;
      this.done = done;
    }

    Future<?> askNext() {
      Listing.Detail detail = open.poll();
      if (detail == null
          || done.future().isComplete()
          || ++requests > MAX_REQUESTS
          || bytes > MAX_BYTES) {
        return Future.succeededFuture();
      }
      return Future.<Void>succeededFuture()
          .compose(
              start -> http.send(detail.call(), MAX_BYTES - bytes, answer -> read(detail, answer)))
          .onSuccess(said -> keep(detail, said))
          .otherwiseEmpty()
          .compose(next -> askNext());
    }

    private Said read(Listing.Detail detail, Answer answer) {
      int size = answer.body().length();
      return answer.isSuccess()
          ? new Said(size, true, listing.readDetails(detail, answer.json()))
          : new Said(size, false, Map.of());
    }

    private void keep(Listing.Detail detail, Said said) {
      bytes += said.bytes();
      if (said.isAnswer()) {
        answered.add(detail.key());
      }
      // Facts of models that were not asked about would never be removed.
      said.facts().forEach(this::keepIfWanted);
    }

    private void keepIfWanted(String key, ModelFacts facts) {
      if (wanted.contains(key)) {
        known.put(key, facts);
      }
    }
  }

  private record Said(int bytes, boolean isAnswer, Map<String, ModelFacts> facts) {}
}
