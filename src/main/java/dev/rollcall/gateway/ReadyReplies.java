package dev.rollcall.gateway;

import dev.rollcall.cache.Snapshot;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers that can be sent again as they are, by the URL that was asked for. An answer is good for
 * the snapshot it was made of, and until one of its lists expires. May be used from any thread.
 */
final class ReadyReplies {

  private static final int MAX_URLS = 256;
  private static final long MAX_BYTES = 64 * 1024 * 1024;

  private final Supplier<Snapshot> snapshots;
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();

  private record Ready(Snapshot of, ListReply reply) {}

  ReadyReplies(Supplier<Snapshot> snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Keeps an answer.
   *
   * @param snapshot what it was made of
   */
  void keep(String url, Snapshot snapshot, ListReply reply) {
    ListReply repeatable = reply.repeatable();
    if (repeatable != null) {
      if (ready.size() >= MAX_URLS || bytes() + repeatable.size() > MAX_BYTES) {
        ready.clear();
      }
      ready.put(url, new Ready(snapshot, repeatable));
    }
  }

  /** Answers the request, if there is an answer for it. */
  @SuppressWarnings("ReferenceEquality") // what is stored anew may be equal, but counts as changed
  boolean answer(HttpServerRequest request) {
    Ready known = ready.get(request.uri());
    if (known == null || !isRead(request.method())) {
      return false;
    }
    if (known.of() != snapshots.get() || !known.reply().isFresh()) {
      ready.remove(request.uri(), known);
      return false;
    }
    return known.reply().sendIfReady(request);
  }

  /** Lets go of all answers, because there is another snapshot. */
  void clear() {
    ready.clear();
  }

  private long bytes() {
    return ready.values().stream().mapToLong(each -> each.reply().size()).sum();
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
