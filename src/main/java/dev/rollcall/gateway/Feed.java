package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.Lists;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.feed.EventId;
import dev.rollcall.feed.FeedEvent;
import dev.rollcall.feed.History;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The change feed of one deployment, shared by its readers. May be used from any thread. */
public final class Feed {

  /** So many may listen at once, over all gateways. */
  private static final int MAX_STREAMS = 4096;

  private final History history;
  private final Lists lists;
  private final Set<String> types;
  private final UnaryOperator<Vertx> timers;
  private final Places streams;
  private final EventFrames frames = new EventFrames();

  /**
   * Creates the feed.
   *
   * @param lists the cache whose changes they are
   * @param types the names of all provider types
   * @param timers gives whose timers to go by, where the first is the Vert.x that serves
   */
  public Feed(History history, Lists lists, Set<String> types, UnaryOperator<Vertx> timers) {
    this(history, lists, types, timers, new Places(MAX_STREAMS));
  }

  Feed(
      History history,
      Lists lists,
      Set<String> types,
      UnaryOperator<Vertx> timers,
      Places streams) {
    this.history = history;
    this.lists = lists;
    this.types = Set.copyOf(types);
    this.timers = timers;
    this.streams = streams;
  }

  History history() {
    return history;
  }

  /** Encodes events for all streams. */
  EventFrames frames() {
    return frames;
  }

  /** The places of streams. */
  Places streams() {
    return streams;
  }

  /** Whose timers to go by. */
  Vertx timers(Vertx serving) {
    return timers.apply(serving);
  }

  /**
   * The number of the last change that lists contain.
   *
   * @throws RequestFailure 503 when there is no cache
   */
  long seq() {
    return lists.snapshot().seq();
  }

  /** Whether everything after this place is there to be read; it may be one of another Rollcall. */
  boolean reachesBackTo(EventId place) {
    // Lists contain a change a moment before the history does.
    return place.compareTo(history.floor()) >= 0
        && (place.compareTo(EventId.of(seq())) <= 0 || place.compareTo(history.last()) <= 0);
  }

  /**
   * The events that a query is about, by its {@code provider} and {@code type}.
   *
   * @throws RequestFailure 400 for an instance that there neither is nor was, and an unknown type
   */
  Predicate<FeedEvent> filter(ModelQuery query) {
    Snapshot now = lists.snapshot();
    for (String name : query.providers()) {
      if (now.instance(name) == null && !isInHistory(name)) {
        throw RequestFailure.badParameter(
            "provider", "there is no provider " + RequestFailure.quoted(name));
      }
    }
    CatalogList.requireKnown("type", query.types(), types);
    return event -> {
      String type = event.type();
      return query.isAbout(event.provider(), type == null ? "" : type);
    };
  }

  private boolean isInHistory(String provider) {
    return history.all().events().stream().anyMatch(event -> event.provider().equals(provider));
  }
}
