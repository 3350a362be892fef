package dev.rollcall.gateway;

import static dev.rollcall.gateway.Endpoint.read;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.feed.EventId;
import dev.rollcall.feed.FeedEvent;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The endpoints of the change feed, and the streams that were opened through them. */
final class FeedRoutes {

  private static final String SINCE = "since";

  private final Feed feed;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  FeedRoutes(Feed feed) {
    this.feed = feed;
  }

  List<Endpoint> endpoints() {
    return List.of(
        read(
            "/v1/events",
            "changes as they come, as server-sent events; takes since, provider, type",
            this::events),
        read(
            "/v1/changes",
            "changes in pages; takes since, limit, provider, type",
            request -> ChangePage.of(feed, since(request), request.query()).reply()),
        read(
            "/v1/changes.atom",
            "new, changed and retired models for feed readers; takes provider, type",
            request -> AtomFeed.reply(feed, request)));
  }

  /** Ends all streams. */
  void close() {
    closed = true;
    open.forEach(EventStream::end);
  }

  private Future<RestAnswer> events(RestRequest request) {
    HttpServerRequest http = request.context().request();
    if (!EventStream.isAccepted(http.headers().getAll(HttpHeaders.ACCEPT))) {
      throw new RequestFailure(
          406,
          "not_acceptable",
          "/v1/events is text/event-stream, which the Accept header rules out",
          null);
    }
    Predicate<FeedEvent> filter = feed.filter(request.query());
    String lastSeen = http.getHeader("Last-Event-ID");
    EventId since = since(request);
    // An EventSource gives up for good when it is answered with an error.
    StreamStart start =
        lastSeen == null || lastSeen.isBlank()
            ? StreamStart.of(feed, since, null)
            : StreamStart.of(feed, EventId.parse(lastSeen.strip()), lastSeen.strip());
    return Future.succeededFuture((it, inFlight) -> open(it, start, filter));
  }

  private void open(HttpServerRequest request, StreamStart start, Predicate<FeedEvent> filter) {
    if (EventStream.isHead(request)) {
      EventStream.head(request.response()).end();
      return;
    }
    if (closed || feed.history().isClosed() || !feed.streams().take()) {
      RestReply.of(RequestFailure.overloaded()).send(request);
      return;
    }
    EventStream stream = new EventStream(request, feed, start.place(), filter);
    open.add(stream);
    stream
        .begin(start.opening())
        .onComplete(
            over -> {
              open.remove(stream);
              feed.streams().free();
            });
    if (closed) {
      stream.end();
    }
  }

  private static @Nullable EventId since(RestRequest request) {
    List<String> values = request.values(SINCE);
    if (values.isEmpty()) {
      return null;
    }
    EventId since = values.size() > 1 ? null : EventId.parse(values.get(0));
    if (since == null) {
      throw RequestFailure.badParameter(
          SINCE, "since is one id of an event, or one x-rollcall-seq, such as 1764066253000000");
    }
    return since;
  }
}
