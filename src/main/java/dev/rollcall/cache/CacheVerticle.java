package dev.rollcall.cache;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.bus.Tallies;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.feed.History;
import dev.rollcall.feed.Past;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the cache on one event loop and connects it to the bus. */
public final class CacheVerticle extends VerticleBase {

  private static final System.Logger LOG = System.getLogger("dev.rollcall");

  private final Addresses addresses;
  private final @Nullable Path directory;
  private final History history;
  private final Ticker ticker;
  private final Map<String, List<MessageConsumer<?>>> listened = new HashMap<>();
  private final Cache cache;
  private final Readers readers;
  private final SharedSnapshot shared = new SharedSnapshot();
  private @Nullable ListStore store;

  /**
   * Makes the cache of one deployment.
   *
   * @param catalog answers for providers and enriches what they say
   * @param directory where last good lists are kept; null keeps them in memory only
   * @param history takes every change and status; kept in the directory too
   */
  public CacheVerticle(
      Addresses addresses,
      Timing timing,
      ModelCatalog catalog,
      @Nullable Path directory,
      History history) {
    this.addresses = addresses;
    this.directory = directory;
    this.history = history;
    ticker = timing.ticker();
    cache = new Cache(timing, catalog, new BusPort());
    readers = new Readers(cache, timing);
  }

  @Override
  public Future<?> start() {
    LocalCodec.register(vertx);
    shared.begin(vertx, addresses.prefix());
    vertx.eventBus().<CacheRequest>localConsumer(addresses.cache(), this::answer);
    if (directory == null) {
      long seq = cache.snapshot().seq();
      history.begin(Past.unknown(seq), seq);
      return Future.succeededFuture();
    }
    ListStore files = new ListStore(vertx, directory, history, cache::notStored);
    store = files;
    return files
        .open(cache.snapshot().seq())
        .compose(cache::restore)
        .onFailure(failure -> LOG.log(Level.ERROR, "Stored lists cannot be used", failure))
        .otherwiseEmpty();
  }

  @Override
  public Future<?> stop() {
    cache.close();
    history.close();
    shared.end(vertx, addresses.prefix());
    tallies().keepOnly(Set.of());
    return store == null ? Future.succeededFuture() : store.close();
  }

  /** Takes in a configuration. The provider verticles it needs are to be deployed before. */
  public Future<Void> configure(RollcallConfig config) {
    return onLoop(
        () -> {
          listenTo(config.providers().keySet());
          tallies().keepOnly(config.providers().keySet());
          return cache.configure(config);
        });
  }

  /** Asks every enabled instance without a fresh list, in the background. */
  public Future<Void> askAllWithoutFreshList() {
    return onLoop(
        () -> {
          cache.askAllWithoutFreshList();
          return Future.succeededFuture();
        });
  }

  /** Applies the catalog, which is another one now, to everything kept. */
  public Future<Void> catalogChanged() {
    return onLoop(cache::catalogChanged);
  }

  /** Keeps the consumers of instances that stay, so that no outcome on its way is lost. */
  private void listenTo(Set<String> instances) {
    listened
        .entrySet()
        .removeIf(
            known -> {
              boolean gone = !instances.contains(known.getKey());
              if (gone) {
                known.getValue().forEach(MessageConsumer::unregister);
              }
              return gone;
            });
    EventBus bus = vertx.eventBus();
    for (String name : instances) {
      listened.computeIfAbsent(
          name,
          added ->
              List.of(
                  bus.<Outcome>localConsumer(
                      addresses.provider(name), message -> cache.take(message.body())),
                  bus.<CircuitChange>localConsumer(
                      addresses.circuit(name), message -> cache.take(message.body()))));
    }
  }

  private void answer(Message<CacheRequest> message) {
    Future.succeededFuture(message.body())
        .compose(this::perform)
        .map(
            result -> {
              message.reply(result, LocalCodec.options());
              return result;
            })
        .onFailure(failure -> message.reply(inWords(failure), LocalCodec.options()));
  }

  private Future<?> perform(CacheRequest request) {
    if (request instanceof CacheRequest.Wanted wanted) {
      return readers.answer(wanted.instances());
    }
    if (request instanceof CacheRequest.Refresh refresh) {
      return readers.refresh(refresh.instance());
    }
    if (request instanceof CacheRequest.Invalidate invalidate) {
      return Future.succeededFuture(cache.invalidate(invalidate.instance()));
    }
    CacheRequest.Settings settings = (CacheRequest.Settings) request;
    if (settings.part() != null) {
      cache.settings(ConfigReader.cacheSettings(cache.settings(), settings.part()));
    }
    return Future.succeededFuture(ConfigReader.toJson(cache.settings()));
  }

  private static RequestFailure inWords(Throwable failure) {
    if (failure instanceof RequestFailure known) {
      return known;
    }
    if (failure instanceof ConfigException wrong) {
      ConfigException.Mistake first = wrong.mistakes().get(0);
      return RequestFailure.badParameter(first.key(), first.sentence());
    }
    LOG.log(Level.ERROR, "The cache failed on a request", failure);
    return new RequestFailure(500, "internal_error", "Rollcall failed on this request", null);
  }

  private Future<Void> onLoop(Supplier<Future<Void>> action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        now -> Future.<Void>succeededFuture().compose(start -> action.get()).onComplete(done));
    return done.future();
  }

  private Tallies tallies() {
    return new Tallies(vertx, addresses);
  }

  /** The cache's way out: the local map, the bus and the log. */
  private final class BusPort implements Port {

    @Override
    public <T> Future<T> beside(Callable<T> work) {
      return vertx.executeBlocking(work, false);
    }

    @Override
    public Future<Void> ask(String instance, FetchRequest request) {
      return vertx
          .eventBus()
          .request(addresses.fetch(instance), request, LocalCodec.options())
          .mapEmpty();
    }

    @Override
    public void reset(String instance) {
      vertx.eventBus().send(addresses.reset(instance), null, LocalCodec.options());
    }

    @Override
    public void store(Snapshot snapshot) {
      shared.replace(snapshot);
      vertx.eventBus().publish(addresses.stored(), null, LocalCodec.options());
    }

    @Override
    public void changed(ModelChange change, @Nullable String type) {
      history.add(change, type);
      historyChanged();
      vertx.eventBus().publish(addresses.changed(), ModelJson.toJson(change));
    }

    @Override
    public void status(ProviderStatus status, long seq) {
      StatusLog.log(LOG, status);
      history.add(status, seq, ticker.now());
      historyChanged();
      tallies().of(status.name()).became(status);
      vertx.eventBus().publish(addresses.status(status.name()), ModelJson.toJson(status));
    }

    private void historyChanged() {
      if (store != null) {
        store.historyChanged();
      }
    }

    @Override
    public void keep(String instance, Supplier<StoredList> list) {
      if (store != null) {
        store.keep(instance, list);
      }
    }

    @Override
    public void forget(String instance) {
      if (store != null) {
        store.forget(instance);
      }
    }

    @Override
    public void reserve(long seq) {
      if (store != null) {
        store.reserve(seq);
      }
    }
  }
}
