package dev.rollcall.gateway;

import dev.rollcall.feed.FeedEvent;
import dev.rollcall.feed.History;
import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The changes of models as an Atom feed: an entry for each model that is new, has changed or is
 * retired, the newest first. The first list of an instance, which names no model, is not in it.
 */
final class AtomFeed {

  private static final int MAX_ENTRIES = 500;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private AtomFeed() {}

  /**
   * Answers a request for the feed.
   *
   * @return fails with 400 for an unknown instance or type
   */
  static Future<RestAnswer> reply(Feed feed, RestRequest request) {
    ModelQuery query = request.query();
    Predicate<FeedEvent> filter = feed.filter(query);
    HttpServerRequest http = request.context().request();
    AtomBase base = AtomBase.of(http, query);
    History history = feed.history();
    // Events can be long, and are read only here.
    return OffLoop.run(
        true,
        () -> {
          List<FeedEvent> events = history.all().events().stream().filter(filter).toList();
          Instant updated = updated(history, events);
          Buffer body = AtomXml.write(base, updated, entries(events));
          return answer(body, updated, http.headers().getAll(HttpHeaders.IF_NONE_MATCH));
        });
  }

  private static RestAnswer answer(Buffer body, Instant updated, List<String> known) {
    String etag = "\"" + AtomEntry.uuid(body.getBytes()) + "\"";
    Map<CharSequence, String> headers =
        Map.of(
            HttpHeaders.CONTENT_TYPE,
            "application/atom+xml; charset=utf-8",
            HttpHeaders.CACHE_CONTROL,
            "no-cache",
            HttpHeaders.ETAG,
            etag,
            HttpHeaders.LAST_MODIFIED,
            HTTP_DATE.format(updated));
    return known.stream().anyMatch(value -> EntityTags.have(value, etag))
        ? (request, inFlight) -> notModified(request.response(), headers)
        : new RestReply(200, body, headers);
  }

  private static void notModified(HttpServerResponse response, Map<CharSequence, String> headers) {
    headers.forEach(response::putHeader);
    response.setStatusCode(304).end();
  }

  private static Instant updated(History history, List<FeedEvent> events) {
    return events.isEmpty()
        ? Instant.ofEpochMilli(history.floor().seq() / 1000)
        : events.get(events.size() - 1).at();
  }

  private static List<AtomEntry> entries(List<FeedEvent> events) {
    List<AtomEntry> entries = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0 && entries.size() < MAX_ENTRIES; i--) {
      if (events.get(i) instanceof FeedEvent.Change event) {
        add(event, entries);
      }
    }
    return entries.size() > MAX_ENTRIES ? entries.subList(0, MAX_ENTRIES) : entries;
  }

  private static void add(FeedEvent.Change event, List<AtomEntry> entries) {
    ModelChange change = event.change();
    change.added().forEach(id -> entries.add(AtomEntry.of(event, id, "added", null)));
    change
        .changed()
        .forEach(each -> entries.add(AtomEntry.of(event, each.id(), "changed", each.fields())));
    change.removed().forEach(id -> entries.add(AtomEntry.of(event, id, "retired", null)));
  }
}
