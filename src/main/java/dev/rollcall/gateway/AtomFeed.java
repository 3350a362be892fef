package dev.rollcall.gateway;

import dev.rollcall.feed.FeedEvent;
import dev.rollcall.feed.History;
import dev.rollcall.model.ModelChange;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The changes of models as an Atom feed: an entry for each model that is new, has changed or is
 * retired, the newest first. The first list of an instance, which names no model, is not in it.
 */
final class AtomFeed {

  private static final int MAX_ENTRIES = 500;

  private AtomFeed() {}

  /**
   * Answers a request for the feed.
   *
   * @return fails with 400 for an unknown instance or type
   */
  static Future<RestReply> reply(Feed feed, RestRequest request) {
    Predicate<FeedEvent> filter = feed.filter(request.query());
    HttpServerRequest http = request.context().request();
    AtomBase base = AtomBase.of(http);
    History history = feed.history();
    // Events can be long, and are read only here.
    return OffLoop.run(
        true,
        () -> {
          List<FeedEvent> events = history.all().events().stream().filter(filter).toList();
          Buffer body = AtomXml.write(base, updated(history, events), entries(events));
          return new RestReply(
              200,
              body,
              Map.of(
                  HttpHeaders.CONTENT_TYPE,
                  "application/atom+xml; charset=utf-8",
                  HttpHeaders.CACHE_CONTROL,
                  "no-cache"));
        });
  }

  private static Instant updated(History history, List<FeedEvent> events) {
    return events.isEmpty()
        ? Instant.ofEpochMilli(history.floor().seq() / 1000)
        : events.get(events.size() - 1).at();
  }

  private static List<AtomEntry> entries(List<FeedEvent> events) {
    List<AtomEntry> entries = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0 && entries.size() < MAX_ENTRIES; i--) {
      if (events.get(i).kind() == FeedEvent.Kind.CHANGED) {
        add(events.get(i).change(), entries);
      }
    }
    return entries.size() > MAX_ENTRIES ? entries.subList(0, MAX_ENTRIES) : entries;
  }

  private static void add(ModelChange change, List<AtomEntry> entries) {
    change.added().forEach(id -> entries.add(AtomEntry.of(change, id, "added", null)));
    change
        .changed()
        .forEach(each -> entries.add(AtomEntry.of(change, each.id(), "changed", each.fields())));
    change.removed().forEach(id -> entries.add(AtomEntry.of(change, id, "retired", null)));
  }
}
