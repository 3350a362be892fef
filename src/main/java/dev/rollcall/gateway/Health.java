package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Lists;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Whether this service runs and answers. How providers are does not count, because answering for
 * those that are down is its purpose. What is told needs no key, so it names no provider. May be
 * used from any thread.
 */
final class Health {

  /** How often an event loop shows that it turns. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** The time after which one that does not is held up. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private final Lists lists;
  private final LongSupplier nanos;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  Health(Lists lists) {
    this(lists, System::nanoTime);
  }

  Health(Lists lists, LongSupplier nanos) {
    this.lists = lists;
    this.nanos = nanos;
  }

  /** One event loop. */
  final class Loop {
    private volatile long last = nanos.getAsLong();

    void turns() {
      last = nanos.getAsLong();
    }

    boolean isHeldUp() {
      return nanos.getAsLong() - last > LATE.toNanos();
    }
  }

  /** Watches a verticle's event loop, from there, until it is undeployed. */
  Loop watch(Vertx vertx) {
    Loop loop = watch();
    vertx.setPeriodic(BEAT.toMillis(), beat -> loop.turns());
    return loop;
  }

  /** Watches a loop that tells when it turns. */
  Loop watch() {
    Loop loop = new Loop();
    loops.add(loop);
    return loop;
  }

  void forget(Loop loop) {
    loops.remove(loop);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.read(
            "/health/live",
            "whether the service runs",
            request -> reply(live(request.context().vertx()))),
        Endpoint.read(
            "/health/ready",
            "whether the service answers",
            request -> reply(ready(request.context().vertx()))));
  }

  private HealthChecks live(Vertx vertx) {
    HealthChecks checks = HealthChecks.create(vertx);
    int number = 0;
    for (Loop loop : loops) {
      boolean turns = !loop.isHeldUp();
      checks.register(
          "event-loop-" + ++number, check -> check.complete(turns ? Status.OK() : Status.KO()));
    }
    return checks;
  }

  private HealthChecks ready(Vertx vertx) {
    return HealthChecks.create(vertx).register("lists", check -> check.complete(lists()));
  }

  private Status lists() {
    try {
      JsonObject sources = new JsonObject();
      for (Source source : Source.values()) {
        sources.put(source.wireName(), 0);
      }
      for (InstanceList list : lists.snapshot().enabled()) {
        String source = list.status().source().wireName();
        sources.put(source, sources.getInteger(source) + 1);
      }
      return Status.OK(sources);
    } catch (RequestFailure notDeployed) {
      return Status.KO();
    }
  }

  private static Future<RestReply> reply(HealthChecks checks) {
    return checks
        .checkStatus()
        .map(
            result -> {
              RestReply reply = RestReply.of(result.toJson());
              return CheckResult.isUp(result)
                  ? reply
                  : new RestReply(503, reply.body(), reply.headers());
            });
  }
}
