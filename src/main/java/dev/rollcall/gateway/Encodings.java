package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Encodes lists, long ones off the event loop, and each once for all who ask for it at the same
 * time. The last few results are kept, because callers mostly ask for what was asked for before.
 * They are found by what is in the list, so that nothing outdated can be found. May be used from
 * any thread.
 *
 * @param <T> what a list is encoded to; shared by all who ask
 */
final class Encodings<T> {

  private static final int LONG = 500;

  private final Function<ModelList, T> encoder;
  private final ToLongFunction<T> size;
  private final int maxEntries;
  private final long maxSize;
  private final Deque<Encoding<T>> recent = new ArrayDeque<>();

  private record Encoding<T>(ModelList list, Promise<T> result) {

    /** Entries are shared between lists, so that comparing them is mostly comparing references. */
    boolean isOf(ModelList other) {
      return list.data().size() == other.data().size()
          && Objects.equals(list.page(), other.page())
          && list.providers().equals(other.providers())
          && list.data().equals(other.data());
    }
  }

  /**
   * Keeps nothing yet.
   *
   * @param size how much a result counts
   * @param maxEntries how many results are kept at most
   * @param maxSize how much those that are kept may count together
   */
  Encodings(Function<ModelList, T> encoder, ToLongFunction<T> size, int maxEntries, long maxSize) {
    this.encoder = encoder;
    this.size = size;
    this.maxEntries = maxEntries;
    this.maxSize = maxSize;
  }

  /** Keeps the JSON of 4 lists, up to 40,000 models. */
  static Encodings<JsonObject> json() {
    return new Encodings<>(ModelJson::toJson, list -> list.getJsonArray("data").size(), 4, 40_000);
  }

  /** The encoded list, on the caller's context. */
  Future<T> of(ModelList list) {
    Encoding<T> encoding = new Encoding<>(list, Promise.promise());
    Encoding<T> known = findOrAdd(encoding);
    if (known != null) {
      return onContext(known.result().future());
    }
    return OffLoop.run(list.data().size() > LONG, () -> encoder.apply(list))
        .onComplete(encoding.result())
        .onFailure(failure -> forget(encoding))
        .onSuccess(encoded -> trim());
  }

  private synchronized @Nullable Encoding<T> findOrAdd(Encoding<T> wanted) {
    for (Encoding<T> encoding : recent) {
      if (encoding.isOf(wanted.list())) {
        recent.remove(encoding);
        recent.addFirst(encoding);
        return encoding;
      }
    }
    recent.addFirst(wanted);
    if (recent.size() > maxEntries) {
      recent.removeLast();
    }
    return null;
  }

  private synchronized void forget(Encoding<T> encoding) {
    recent.remove(encoding);
  }

  private synchronized void trim() {
    long sum = 0;
    for (Encoding<T> encoding : recent) {
      T encoded = encoding.result().future().result();
      sum += encoded == null ? 0 : size.applyAsLong(encoded);
    }
    while (sum > maxSize) {
      T encoded = recent.removeLast().result().future().result();
      sum -= encoded == null ? 0 : size.applyAsLong(encoded);
    }
  }

  /** What another context completes, on this one. */
  private static <T> Future<T> onContext(Future<T> shared) {
    Context context = Vertx.currentContext();
    if (context == null || shared.isComplete()) {
      return shared;
    }
    Promise<T> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(hop -> own.handle(result)));
    return own.future();
  }
}
