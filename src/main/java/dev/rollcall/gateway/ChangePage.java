package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.feed.EventId;
import dev.rollcall.feed.FeedEvent;
import dev.rollcall.feed.History;
import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, the oldest first.
 *
 * <p>Where the history does not reach back to the place that was asked for, the page begins with
 * the oldest event there is and says {@code "truncated":true}: a client then fetches the lists
 * again, and continues with {@code next}. It is no error, because a polling client would not know
 * from where to continue.
 *
 * @param truncated whether events are missing between what was asked for and the first one here
 * @param next what the next page is after; there is always one, since more may come
 * @param hasMore whether there is more by now
 */
record ChangePage(List<FeedEvent> events, boolean truncated, EventId next, boolean hasMore) {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final long ENCODED_ON_LOOP_BYTES = 64 * 1024;

  ChangePage {
    events = List.copyOf(events);
  }

  /**
   * Reads a page.
   *
   * @param since null begins with the oldest
   * @throws RequestFailure 400 for an unknown instance or type
   */
  static ChangePage of(Feed feed, @Nullable EventId since, ModelQuery query) {
    Predicate<FeedEvent> filter = feed.filter(query);
    Integer wanted = query.limit();
    int limit = wanted == null ? DEFAULT_LIMIT : Math.min(wanted, MAX_LIMIT);
    EventId floor = feed.history().floor();
    boolean truncated = since != null && !feed.reachesBackTo(since);
    EventId from = since == null || truncated ? floor : since;
    History.Slice all = feed.history().after(from, Integer.MAX_VALUE, Long.MAX_VALUE);
    List<FeedEvent> matching = all.events().stream().filter(filter).limit(limit + 1L).toList();
    boolean hasMore = matching.size() > limit;
    List<FeedEvent> page = hasMore ? matching.subList(0, limit) : matching;
    return new ChangePage(
        page,
        truncated || !all.isComplete(),
        hasMore ? page.get(limit - 1).id() : end(all.events(), from),
        hasMore);
  }

  private static EventId end(List<FeedEvent> all, EventId from) {
    return all.isEmpty() ? from : all.get(all.size() - 1).id();
  }

  /** Encodes the page; on a worker thread when it is long. */
  Future<RestAnswer> reply() {
    long bytes = events.stream().mapToLong(FeedEvent::bytes).sum();
    return OffLoop.run(bytes > ENCODED_ON_LOOP_BYTES, this::encoded);
  }

  private RestAnswer encoded() {
    JsonArray data = new JsonArray();
    for (FeedEvent event : events) {
      data.add(
          new JsonObject()
              .put("id", event.id().toString())
              .put("event", event.kind().wireName())
              .put("at", event.at().toString())
              .put("data", event.data()));
    }
    JsonObject page =
        new JsonObject()
            .put("object", "list")
            .put("data", data)
            .put("has_more", hasMore)
            .put("next", next.toString())
            .put("truncated", truncated);
    return new RestReply(200, page.toBuffer(), Map.of(HttpHeaders.CACHE_CONTROL, "no-store"));
  }
}
