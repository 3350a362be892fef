package dev.rollcall.bench;

import dev.rollcall.Rollcall;
import dev.rollcall.bus.Addresses;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One request after the other over the event bus, all on one event loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BusBenchmark.REQUESTS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx256m", "-XX:+UseSerialGC"})
public class BusBenchmark {

  static final int REQUESTS = 500;

  /** Held, because the level of a logger that is let go is forgotten. */
  private static final Logger LOG = Logger.getLogger("dev.rollcall");

  private static final String NOTHING = "bench.nothing";
  private static final int INSTANCES = 10;

  /** How many models the lists have. */
  @Param({"10", "1000"})
  public int models;

  private final Addresses addresses = new Addresses(Rollcall.DEFAULT_PREFIX);
  private Vertx vertx;
  private Context context;
  private StandIn providers;

  /** Deploys Rollcall with its lists, and beside it somebody who answers null. */
  @Setup
  public void deploy() throws TimeoutException {
    LOG.setLevel(Level.WARNING);
    providers = new StandIn(0).with(INSTANCES, models / INSTANCES);
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    context = vertx.getOrCreateContext();
    wait(Rollcall.deploy(vertx, new JsonObject().put("providers", providers.providers())));
    EventBus bus = vertx.eventBus();
    wait(
        vertx.deployVerticle(
            deployed ->
                bus.localConsumer(NOTHING).handler(message -> message.reply(null)).completion()));
    JsonObject list = wait(bus.<JsonObject>request(addresses.list(), null)).body();
    if (list.getJsonArray("data").size() != models) {
      throw new IllegalStateException("not all models are there");
    }
  }

  /** Ends all. */
  @TearDown
  public void close() throws TimeoutException {
    wait(vertx.close());
    providers.close();
  }

  /** What a round trip costs. */
  @Benchmark
  public void nothing() throws TimeoutException {
    ask(NOTHING);
  }

  /** The list itself. */
  @Benchmark
  public void snapshot() throws TimeoutException {
    ask(addresses.snapshot());
  }

  /** A copy of the list as JSON. */
  @Benchmark
  public void list() throws TimeoutException {
    ask(addresses.list());
  }

  private void ask(String address) throws TimeoutException {
    Promise<Void> done = Promise.promise();
    context.runOnContext(start -> ask(address, REQUESTS, done));
    wait(done.future());
  }

  private void ask(String address, int times, Promise<Void> done) {
    if (times == 0) {
      done.complete();
      return;
    }
    vertx
        .eventBus()
        .request(address, null)
        .onSuccess(reply -> ask(address, times - 1, done))
        .onFailure(done::fail);
  }

  private static <T> T wait(Future<T> future) throws TimeoutException {
    return future.await(60, TimeUnit.SECONDS);
  }
}
