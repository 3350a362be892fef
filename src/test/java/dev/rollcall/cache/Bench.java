package dev.rollcall.cache;

import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.Outcome;
import dev.rollcall.config.BreakerConfig;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ListError;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A cache without verticles: the test reads, answers for the providers, and moves the time. */
final class Bench implements Port {

  static final TypeSpec CLOUD =
      new TypeSpec(
          "acme", TypeSpec.Kind.CLOUD, "https://acme.test/v1", List.of("ACME_API_KEY"), false);
  static final TypeSpec LOCAL =
      new TypeSpec("ollama", TypeSpec.Kind.LOCAL, "http://localhost:11434", List.of(), true);

  final FakeTime time;
  final Map<String, FetchRequest> asked = new LinkedHashMap<>();
  final List<String> resets = new ArrayList<>();
  final List<ModelChange> changes = new ArrayList<>();
  final List<ProviderStatus> statuses = new ArrayList<>();
  final List<String> order = new ArrayList<>();
  final Map<String, StoredList> files = new LinkedHashMap<>();
  final Cache cache;
  final Readers readers;
  int requests;
  boolean nobodyIsThere;
  RuntimeException fault;
  int writes;
  long reserved;
  private final ModelCatalog catalog;
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean isWorkHeld;
  private Snapshot stored;
  private CacheConfig settings = CacheConfig.DEFAULT;
  private final Map<String, InstanceConfig> instances = new LinkedHashMap<>();

  Bench(Vertx vertx) {
    this(vertx, catalogOf("in-catalog"));
  }

  Bench(Vertx vertx, ModelCatalog catalog) {
    this(new FakeTime(vertx), catalog);
  }

  Bench(FakeTime time, ModelCatalog catalog) {
    this.time = time;
    this.catalog = catalog;
    cache = new Cache(time.timing(), catalog, this);
    readers = new Readers(cache, time.timing());
  }

  static ModelCatalog catalogOf(String... ids) {
    return new ModelCatalog() {
      @Override
      public List<ModelFacts> models(String type) {
        return facts(ids);
      }

      @Override
      public List<Enriched> enrich(String type, List<ModelFacts> listed) {
        return ModelCatalog.EMPTY.enrich(type, listed);
      }
    };
  }

  static List<ModelFacts> facts(String... ids) {
    return Arrays.stream(ids).map(id -> ModelFacts.of(id).build()).toList();
  }

  static InstanceConfig instance(String name, TypeSpec type) {
    return new InstanceConfig(
        name,
        type,
        InstanceConfig.Enabled.AUTO,
        "https://acme.test/v1",
        Secret.of("sk-one"),
        null,
        Map.of(),
        Duration.ofSeconds(10),
        BreakerConfig.DEFAULT,
        Globs.ALL,
        Route.DIRECT,
        null);
  }

  Bench with(InstanceConfig... configs) {
    for (InstanceConfig config : configs) {
      instances.put(config.name(), config);
    }
    return configure();
  }

  Bench without(String name) {
    instances.remove(name);
    return configure();
  }

  Bench with(CacheConfig changed) {
    settings = changed;
    return configure();
  }

  private Bench configure() {
    cache.configure(new RollcallConfig("models", null, settings, null, instances));
    return this;
  }

  /** Lets work that is done beside the cache's thread wait until {@link #work}. */
  Bench holdWork() {
    isWorkHeld = true;
    return this;
  }

  /** Does one piece of the work that waits. */
  void work() {
    held.remove().run();
  }

  /** Reads as the gateway does. */
  Future<Lists.Answer> read(String... names) {
    List<String> wanted = new ArrayList<>();
    for (String name : names) {
      InstanceList list = stored.instance(name);
      list.markRead();
      if (list.freshness().wantsRequest(time.millis())) {
        wanted.add(name);
      }
    }
    return wanted.isEmpty()
        ? Future.succeededFuture(new Lists.Answer(stored, CacheStatus.HIT, true))
        : readers.answer(wanted);
  }

  void lists(String name, String... ids) {
    cache.take(new Outcome.Listed(request(name), name, CircuitState.CLOSED, facts(ids), 0, false));
  }

  void fails(String name, ErrorCode code, Duration retryIn) {
    cache.take(
        new Outcome.Failed(
            request(name),
            name,
            CircuitState.CLOSED,
            code,
            "it is broken",
            attempts(name),
            retryIn));
  }

  void refusesTheKey(String name) {
    cache.take(
        new Outcome.Rejected(
            request(name),
            name,
            CircuitState.CLOSED,
            ErrorCode.UNAUTHORIZED,
            "it refused the key",
            attempts(name)));
  }

  private int attempts(String name) {
    ListError before = status(name).error();
    return before == null ? 1 : before.attempts() + 1;
  }

  /** Whether a request of the instance runs. */
  boolean isAsked(String name) {
    return asked.containsKey(name);
  }

  Source source(String name) {
    return stored.instance(name).status().source();
  }

  ProviderStatus status(String name) {
    return stored.instance(name).status();
  }

  List<String> models(String name) {
    return ids(stored, name);
  }

  static List<String> ids(Snapshot snapshot, String name) {
    return snapshot.instance(name).models().stream()
        .map(ModelInfo::facts)
        .map(ModelFacts::nativeId)
        .toList();
  }

  private long request(String name) {
    FetchRequest request = asked.remove(name);
    if (request == null) {
      throw new AssertionError(name + " was not asked");
    }
    return request.id();
  }

  @Override
  public <T> Future<T> beside(Callable<T> work) {
    Promise<T> done = Promise.promise();
    Runnable job =
        () -> {
          try {
            done.complete(work.call());
          } catch (Throwable failure) {
            done.fail(failure);
          }
        };
    if (isWorkHeld) {
      held.add(job);
    } else {
      job.run();
    }
    return done.future();
  }

  @Override
  public Future<Void> ask(String instance, FetchRequest request) {
    if (nobodyIsThere) {
      return Future.failedFuture("nobody is there");
    }
    requests++;
    asked.put(instance, request);
    return Future.succeededFuture();
  }

  @Override
  public void reset(String instance) {
    resets.add(instance);
    asked.remove(instance);
  }

  @Override
  public void store(Snapshot snapshot) {
    stored = snapshot;
    order.add("stored");
  }

  @Override
  public void changed(ModelChange change, String type) {
    throwFault();
    changes.add(change);
    order.add("changed");
  }

  @Override
  public void status(ProviderStatus status, long seq) {
    throwFault();
    statuses.add(status);
    order.add("status");
  }

  void aborts(String name) {
    cache.take(new Outcome.Aborted(request(name), name, CircuitState.CLOSED));
  }

  private void throwFault() {
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public void keep(String instance, Supplier<StoredList> list) {
    files.put(instance, list.get());
    writes++;
  }

  @Override
  public void forget(String instance) {
    files.remove(instance);
  }

  @Override
  public void reserve(long seq) {
    reserved = seq;
  }

  /** The next run: nothing but the files and the time is as it was. */
  Bench restarted() {
    Bench next = new Bench(time, catalog);
    next.settings = settings;
    next.files.putAll(files);
    next.cache.restore(new Restored(reserved + 1, List.copyOf(files.values())));
    return next;
  }

  void halfOpens(String name) {
    cache.take(new CircuitChange(name, CircuitState.HALF_OPEN));
  }
}
