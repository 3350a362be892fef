package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Lists;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.catalog.Origin;
import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what callers ask, the same over REST, the bus and in Java. Every operation fails with a
 * {@link RequestFailure} where the caller is at fault or there is nothing to serve. May be used
 * from any thread.
 */
public final class ModelService {

  private static final int MAX_ID_LENGTH = 2048;

  /** More than a cold start with thousands of callers brings at once. */
  private static final int MAX_IN_THE_WORKS = 16_384;

  private final Lists lists;
  private final CatalogList catalog;
  private final Set<String> types;
  private final Provenance provenance;
  private final Ticker ticker;
  private final Admission admission;
  private final Feed feed;
  private final Metering metering = new Metering();
  private final Health health;
  private final RecentPages pages = new RecentPages();
  private final ListReplies replies;

  /**
   * Creates the service.
   *
   * @param lists the cache
   * @param catalog the entries of the catalog, in order; their provider is their type
   * @param origins where a field of a catalog row is from; gives null for a row that is not there
   * @param types the names of all provider types
   * @param ticker the clock that the lists' ages go by
   * @param feed what has changed
   */
  public ModelService(
      Lists lists,
      Supplier<List<ModelInfo>> catalog,
      BiFunction<String, ModelField, @Nullable Origin> origins,
      Set<String> types,
      Ticker ticker,
      Feed feed) {
    this(
        lists,
        catalog,
        origins,
        types,
        ticker,
        feed,
        new Places(MAX_IN_THE_WORKS),
        new ByteBudget(MemoryLimits.answersInFlight()));
  }

  ModelService(
      Lists lists,
      Supplier<List<ModelInfo>> catalog,
      BiFunction<String, ModelField, @Nullable Origin> origins,
      Set<String> types,
      Ticker ticker,
      Feed feed,
      Places places,
      ByteBudget answersInFlight) {
    this.lists = lists;
    this.types = Set.copyOf(types);
    this.catalog = new CatalogList(catalog, this.types);
    this.provenance = new Provenance(origins);
    this.ticker = ticker;
    this.health = new Health(lists);
    this.admission = new Admission(places);
    this.feed = feed;
    this.replies =
        new ListReplies(this, lists, this.catalog, ticker, new AnswersInFlight(answersInFlight));
  }

  /**
   * Does what a request from outside needs.
   *
   * @param work may throw what it could fail with
   * @return fails with 503 when too many are being worked on
   */
  <T> Future<T> admit(Supplier<Future<T>> work) {
    return admission.admit(work);
  }

  /** What has changed. */
  Feed feed() {
    return feed;
  }

  /** Tells of requests that are answered over HTTP, and serves what was measured. */
  public Metering metering() {
    return metering;
  }

  /** Whether the service runs and answers. */
  Health health() {
    return health;
  }

  /**
   * The models that match. Only the instances that the query is about are waited for.
   *
   * @return fails with 400 for an unknown instance or type and for a cursor that is not there; when
   *     the query names one instance, with 404 if it is off and 503 if there is nothing to serve
   */
  public Future<ModelList> list(ModelQuery query) {
    return select(query).compose(this::list);
  }

  /** What a query is answered from; fails as {@link #list(ModelQuery)} does. */
  Future<Served> select(ModelQuery query) {
    return attempt(
        () -> {
          Snapshot now = lists.snapshot();
          Instances.requireKnown(query, types, now);
          String only = only(query.providers());
          if (only != null) {
            Instances.requireEnabled(only, now, 404);
          }
          return lists
              .answer(Instances.names(Instances.about(query, now)))
              .map(answer -> served(query, answer, only));
        });
  }

  Future<ModelList> list(Served served) {
    Parts parts = served.parts();
    return OffLoop.run(
        OffLoop.areMany(parts.size()) && !pages.has(served.query(), parts),
        () -> {
          ModelPage<ModelInfo> page = pages.of(served.query(), parts);
          return list(page.data(), page.page(), served);
        });
  }

  /** The same as they are sent. */
  ListReplies replies() {
    return replies;
  }

  /**
   * The model that an id means: {@code <instance>/<native id>}, an alias within that instance, or a
   * bare native id or alias that only one instance has.
   *
   * @return a list of this one entry; fails with 404 when there is none, 409 when the id means
   *     several, and 503 when the named instance has nothing to serve
   */
  public Future<ModelList> find(String id) {
    return locate(id).map(found -> list(List.of(found.model()), null, found.served()));
  }

  /** The model that an id means; fails as {@link #find} does. */
  Future<Found> locate(String id) {
    return attempt(
        () -> {
          if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            throw RequestFailure.badParameter(
                "id", "id has between 1 and " + MAX_ID_LENGTH + " characters");
          }
          ModelLookup lookup = new ModelLookup(id, types);
          return lists
              .answer(Instances.names(lookup.scope(lists.snapshot())))
              .map(answer -> found(lookup, answer));
        });
  }

  /** An entry as it is answered when it is asked for alone: with where each field is from. */
  JsonObject inDetail(ModelInfo model) {
    return ModelJson.toJson(model).put("provenance", provenance.of(model));
  }

  /** The statuses of all instances, in configured order; the ones that are off too. */
  public Future<List<ProviderStatus>> providers() {
    return attempt(
        () ->
            Future.succeededFuture(
                lists.snapshot().instances().values().stream().map(InstanceList::status).toList()));
  }

  /** The status of an instance; fails with 404 for an unknown one. */
  public Future<ProviderStatus> provider(String name) {
    return attempt(
        () -> Future.succeededFuture(Instances.require(name, lists.snapshot()).status()));
  }

  /**
   * Asks now.
   *
   * @param providers the instances to ask; empty asks every instance that is on
   * @return the statuses after asking; fails with 404 for an unknown instance and 409 for one that
   *     is off, and then asks none
   */
  public Future<List<ProviderStatus>> refresh(Set<String> providers) {
    return attempt(
        () -> {
          Snapshot now = lists.snapshot();
          providers.forEach(name -> Instances.requireEnabled(name, now, 409));
          return providers.isEmpty() ? lists.refresh(null) : each(providers, now, lists::refresh);
        });
  }

  /**
   * Forgets lists, the last good ones too.
   *
   * @param providers the instances whose lists are forgotten; empty for all
   * @return the names of what was forgotten; fails with 404 for an unknown instance, and then
   *     forgets none
   */
  public Future<List<String>> invalidate(Set<String> providers) {
    return attempt(
        () -> {
          Snapshot now = lists.snapshot();
          providers.forEach(name -> Instances.require(name, now));
          return providers.isEmpty()
              ? lists.invalidate(null)
              : each(providers, now, lists::invalidate);
        });
  }

  /** Does something for each of these instances, and joins the results in configured order. */
  private static <T> Future<List<T>> each(
      Set<String> names, Snapshot snapshot, Function<String, Future<List<T>>> operation) {
    List<Future<List<T>>> all =
        snapshot.instances().keySet().stream().filter(names::contains).map(operation).toList();
    return Future.join(all)
        .map(done -> all.stream().map(Future::result).flatMap(List::stream).toList());
  }

  /**
   * Changes settings until the configuration is applied the next time.
   *
   * @param part a part of {@code model_cache}; null changes nothing
   * @return the section as it is in force; fails with 400 naming the key at fault
   */
  public Future<JsonObject> settings(@Nullable JsonObject part) {
    return attempt(() -> lists.settings(part));
  }

  /**
   * The catalog itself, as a list.
   *
   * @return fails with 400 for an unknown type and for a cursor that is not there
   */
  public Future<ModelList> catalog(ModelQuery query) {
    return attempt(
        () -> {
          long seq = lists.snapshot().seq();
          return catalog
              .parts(query)
              .compose(
                  parts ->
                      OffLoop.run(
                          OffLoop.areMany(parts.size()), () -> catalog.answer(query, parts, seq)));
        });
  }

  private Served served(ModelQuery query, Lists.Answer answer, @Nullable String only) {
    if (only != null) {
      Instances.requireModels(Instances.requireEnabled(only, answer.snapshot(), 404), ticker);
    }
    return new Served(query, Instances.about(query, answer.snapshot()), answer);
  }

  private Found found(ModelLookup lookup, Lists.Answer answer) {
    InstanceList named = lookup.named(answer.snapshot());
    if (named != null && named.status().enabled()) {
      Instances.requireModels(named, ticker);
    }
    ModelInfo model = lookup.find(answer.snapshot());
    InstanceList owner = Instances.require(model.provider(), answer.snapshot());
    return new Found(model, new Served(ModelQuery.ALL, List.of(owner), answer));
  }

  private ModelList list(List<ModelInfo> data, ModelList.@Nullable Page page, Served served) {
    return new ModelList(
        data,
        served.parts().providers(),
        served.answer().snapshot().seq(),
        served.answer().cacheStatus(),
        served.maxAgeSeconds(ticker),
        page);
  }

  private static @Nullable String only(Set<String> providers) {
    return providers.size() == 1 ? providers.iterator().next() : null;
  }

  /** A model and what it was found in. */
  record Found(ModelInfo model, Served served) {}

  /** Turns what is thrown into a failed future. */
  private static <T> Future<T> attempt(Supplier<Future<T>> operation) {
    return Future.<Void>succeededFuture().compose(start -> operation.get());
  }
}
