package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.gateway.encoding.Once;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;

/**
 * Encodes lists, long ones off the event loop, and each once for concurrent requests. The last few
 * results are cached, because most requests repeat an earlier one. They are found by what is
 * encoded, so that nothing outdated can be found. May be used from any thread.
 *
 * @param <T> what a list is encoded to; shared by concurrent requests
 */
final class Encodings<T> {

  private final ToLongFunction<T> size;
  private final int maxEntries;
  private final long maxSize;
  private final Deque<Encoding<T>> recent = new ArrayDeque<>();

  /**
   * What is to be encoded. Two are equal when the same comes of them; models are shared between
   * lists, so that comparing them is mostly comparing references.
   */
  interface Encodable<T> {

    T encode();

    /** How many models it has. */
    int models();
  }

  private record Encoding<T>(Encodable<T> of, Once<T> result) {

    static <T> Encoding<T> of(Encodable<T> wanted) {
      return new Encoding<>(
          wanted,
          new Once<>(() -> OffLoop.run(OffLoop.areManyToEncode(wanted.models()), wanted::encode)));
    }
  }

  /**
   * Keeps nothing yet.
   *
   * @param size how much a result counts
   * @param maxEntries how many results are kept at most
   * @param maxSize how much those that are kept may count together
   */
  Encodings(ToLongFunction<T> size, int maxEntries, long maxSize) {
    this.size = size;
    this.maxEntries = maxEntries;
    this.maxSize = maxSize;
  }

  /** The encoded list, on the caller's context. */
  Future<T> of(Encodable<T> wanted) {
    return findOrAdd(wanted).get().onSuccess(encoded -> trim());
  }

  private synchronized Once<T> findOrAdd(Encodable<T> wanted) {
    Encoding<T> found =
        recent.stream()
            .filter(known -> known.of().equals(wanted) && !known.result().hasFailed())
            .findFirst()
            .orElseGet(() -> Encoding.of(wanted));
    recent.removeIf(known -> known.of().equals(wanted));
    recent.addFirst(found);
    if (recent.size() > maxEntries) {
      recent.removeLast();
    }
    return found.result();
  }

  private synchronized void trim() {
    long sum = recent.stream().mapToLong(this::size).sum();
    while (sum > maxSize) {
      sum -= size(recent.removeLast());
    }
  }

  private long size(Encoding<T> encoding) {
    T encoded = encoding.result().now();
    return encoded == null ? 0 : size.applyAsLong(encoded);
  }
}
