package dev.rollcall.gateway;

import dev.rollcall.bus.Faults;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Lists;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.gateway.encoding.Bodies;
import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.gateway.encoding.View;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Replies with lists, of every shape. Whole lists that were requested before are encoded again when
 * something changes, before the next request. May be used from any thread.
 */
final class ListReplies {

  private static final int MAX_BODIES = 64;

  /** A body that is larger is kept nevertheless, but alone. */
  private static final long MAX_BYTES = MemoryLimits.encodedLists();

  private static final int MAX_JSON_LISTS = 4;

  /** Of all lists together. */
  private static final int MAX_JSON_MODELS = 40_000;

  private final ModelService service;
  private final Lists lists;
  private final CatalogList catalog;
  private final Ticker ticker;
  private final Bodies bodies = new Bodies(MAX_BODIES, MAX_BYTES);
  private final Bodies catalogBodies = new Bodies(MAX_BODIES, MAX_BYTES);
  private final Encodings<JsonObject> json =
      new Encodings<>(list -> list.getJsonArray("data").size(), MAX_JSON_LISTS, MAX_JSON_MODELS);
  private final OneTurn turn = new OneTurn();
  private final AnswersInFlight inFlight;
  private final ReadyReplies ready;
  private final ReadyList whole;
  private final AtomicInteger changes = new AtomicInteger();

  ListReplies(
      ModelService service,
      Lists lists,
      CatalogList catalog,
      Ticker ticker,
      AnswersInFlight inFlight) {
    this.service = service;
    this.lists = lists;
    this.catalog = catalog;
    this.ticker = ticker;
    this.inFlight = inFlight;
    ready = new ReadyReplies(lists::snapshot, ticker, inFlight);
    whole = new ReadyList(lists::snapshot, ticker);
    lists.onChange(this::changed);
  }

  /**
   * The models that match; fails as {@link ModelService#list(ModelQuery)} does.
   *
   * @param request is answered the same again as long as nothing changes
   */
  Future<ListReply> list(View view, RestRequest request) {
    return turn.answer(
        view,
        () ->
            service
                .select(view.query())
                .compose(served -> reply(view, served, request))
                .compose(reply -> reply.prepared(request.context().request())));
  }

  private Future<ListReply> reply(View view, Served served, RestRequest request) {
    return bodies
        .of(view, served.parts(), this::requireRoom)
        .map(
            body -> {
              ListReply reply = reply(body, served);
              ready.keep(request, served, reply);
              return reply;
            });
  }

  /** The models of one instance, which the view is about; fails for an unknown one with 404. */
  Future<ListReply> list(View view, String provider, RestRequest request) {
    return service.provider(provider).compose(known -> list(view, request));
  }

  /**
   * Lets a list be encoded.
   *
   * @throws RequestFailure 503 when readers have too much to take already
   */
  private void requireRoom() {
    if (inFlight.areTooMany()) {
      throw RequestFailure.overloaded();
    }
  }

  /** The body of a list. */
  Future<Body> body(View view, Served served) {
    return bodies.of(view, served.parts());
  }

  /** A list as JSON; shared, so to be copied before it is given away, as the event bus does. */
  Future<JsonObject> json(ModelList list) {
    return json.of(JsonList.of(list));
  }

  /** The catalog itself; fails as {@link ModelService#catalog} does. */
  Future<ListReply> catalog(View view) {
    return catalogBody(view, this::requireRoom)
        .map(
            body ->
                new ListReply(
                    body,
                    lists.snapshot().seq(),
                    CacheStatus.HIT,
                    ticker.millis() + CatalogList.MAX_AGE_SECONDS * 1000,
                    ticker));
  }

  Future<Body> catalogBody(View view) {
    return catalogBody(view, () -> {});
  }

  private Future<Body> catalogBody(View view, Runnable admission) {
    return Future.<Void>succeededFuture()
        .compose(start -> catalog.parts(view.query()))
        .compose(parts -> catalogBodies.of(view, parts, admission));
  }

  /** One model; fails as {@link ModelService#find} does. */
  Future<ListReply> detail(String id) {
    return service
        .locate(id)
        .map(found -> reply(Body.of(service.inDetail(found.model()).toBuffer()), found.served()));
  }

  /** A list in another shape, as it is sent. */
  ListReply of(ModelList list, Body body) {
    Long maxAge = list.maxAgeSeconds();
    return new ListReply(
        body,
        list.seq(),
        list.cacheStatus(),
        maxAge == null ? null : (Long) (ticker.millis() + maxAge * 1000),
        ticker);
  }

  /** Returns what sends answers and bounds the bytes of them that are not yet taken. */
  AnswersInFlight inFlight() {
    return inFlight;
  }

  /** What is ready to be sent again. */
  ReadyReplies ready() {
    return ready;
  }

  /** The list of everything, within this Vert.x. */
  ReadyList whole() {
    return whole;
  }

  private ListReply reply(Body body, Served served) {
    return new ListReply(
        body,
        served.answer().snapshot().seq(),
        served.answer().cacheStatus(),
        served.freshUntil(ticker),
        ticker);
  }

  /** Renews, once for all changes that come while it does. */
  private void changed() {
    ready.clear();
    if (changes.getAndIncrement() == 0) {
      OffLoop.run(
          true,
          () -> {
            int seen;
            do {
              seen = changes.get();
              Faults.contain("Encoding a changed list", this::renew);
            } while (!changes.compareAndSet(seen, 0));
            return seen;
          });
    }
  }

  private void renew() {
    Snapshot now = lists.snapshot();
    bodies.retain(now.instances().keySet());
    bodies.renew(query -> parts(query, now));
  }

  private static @Nullable Parts parts(ModelQuery query, Snapshot now) {
    List<InstanceList> about = Instances.about(query, now);
    return about.isEmpty() ? null : Served.parts(about);
  }
}
