package dev.rollcall.gateway;

import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.Ticker;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that can be sent again as they are, by the URL that was asked for. An answer is good for
 * the snapshot it was made of, and until one of its lists expires. May be used from any thread.
 */
final class ReadyReplies {

  private static final int MAX_URLS = 256;
  private static final long MAX_BYTES = MemoryLimits.encodedLists();

  private final Supplier<Snapshot> snapshots;
  private final Ticker ticker;
  private final AnswersInFlight inFlight;
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();

  /** How many bytes were kept since all were let go of, which is at least what is kept. */
  private final AtomicLong bytes = new AtomicLong();

  /**
   * An answer.
   *
   * @param of what it was made of
   * @param route the path of the endpoint that made it
   * @param unless the header of requests that get another answer; null when there is none
   * @param read whether its lists were noted as served
   */
  private record Ready(
      Served of, ListReply reply, String route, @Nullable CharSequence unless, AtomicBoolean read) {

    /** Once, because that is enough until another snapshot comes. */
    void markRead() {
      if (!read.getPlain() && read.compareAndSet(false, true)) {
        of.about().forEach(InstanceList::markRead);
      }
    }
  }

  ReadyReplies(Supplier<Snapshot> snapshots, Ticker ticker, AnswersInFlight inFlight) {
    this.snapshots = snapshots;
    this.ticker = ticker;
    this.inFlight = inFlight;
  }

  /**
   * Keeps an answer.
   *
   * @param served what it was made of
   */
  void keep(RestRequest request, Served served, ListReply reply) {
    String vary = request.context().response().headers().get(HttpHeaders.VARY);
    HttpServerRequest asked = request.context().request();
    boolean isForOthersToo =
        vary == null
            || (vary.equals(Refusals.ANTHROPIC_VERSION) && !asked.headers().contains(vary));
    ListReply repeatable = reply.repeatable(vary);
    if (repeatable == null || !isForOthersToo || isKeyInUrl(asked)) {
      return;
    }
    if (ready.size() >= MAX_URLS || bytes.get() + repeatable.size() > MAX_BYTES) {
      clear();
    }
    bytes.addAndGet(repeatable.size());
    ready.put(
        asked.uri(),
        new Ready(served, repeatable, request.template().toString(), vary, new AtomicBoolean()));
  }

  /**
   * Answers the request, if there is an answer for it.
   *
   * @return the path of the endpoint that made it; null when there is none
   */
  @SuppressWarnings(
      "ReferenceEquality") // a snapshot that is stored again may be equal, but counts as changed
  @Nullable String answer(HttpServerRequest request) {
    Ready known = ready.get(request.uri());
    if (known == null
        || !isRead(request.method())
        || (known.unless() != null && request.headers().contains(known.unless()))) {
      return null;
    }
    long now = ticker.millis();
    if (known.of().answer().snapshot() != snapshots.get() || !known.reply().isFresh(now)) {
      ready.remove(request.uri(), known);
      return null;
    }
    known.markRead();
    return known.reply().sendIfReady(request, inFlight, now) ? known.route() : null;
  }

  /** Lets go of all answers, because there is another snapshot. */
  void clear() {
    ready.clear();
    bytes.set(0);
  }

  /** As old clients of Gemini's API have it; nothing of it is to be kept. */
  private static boolean isKeyInUrl(HttpServerRequest request) {
    return request.uri().contains("key=");
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
