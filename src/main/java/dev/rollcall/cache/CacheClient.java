package dev.rollcall.cache;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.bus.Traces;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reads the snapshot, and turns to the cache verticle for what is not fresh. */
public final class CacheClient implements Lists {

  /** The cache keeps its own, shorter times; this one is for a cache that is gone. */
  private static final long REPLY_TIMEOUT_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Vertx vertx;
  private final Addresses addresses;
  private final Ticker ticker;
  private final Context context;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final Promise<Void> allAnswered = Promise.promise();
  private volatile SharedSnapshot shared = SharedSnapshot.NONE;
  private volatile boolean isClosing;

  /**
   * Makes a client for readers of any thread.
   *
   * <p>It asks on the context it is made on. Vert.x forgets, without a word, what a verticle waits
   * for when that verticle is undeployed, so a reader's own context would not do, and the verticle
   * that makes this client ends with {@link #close()}.
   */
  public CacheClient(Vertx vertx, Addresses addresses, Ticker ticker) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.ticker = ticker;
    context = vertx.getOrCreateContext();
  }

  @Override
  public Snapshot snapshot() {
    Snapshot snapshot = snapshotOrNull();
    if (snapshot == null) {
      throw notDeployed(addresses);
    }
    return snapshot;
  }

  private @Nullable Snapshot snapshotOrNull() {
    Snapshot snapshot = shared.now();
    if (snapshot == null) {
      shared = SharedSnapshot.find(vertx, addresses.prefix());
      snapshot = shared.now();
    }
    return snapshot;
  }

  @Override
  public void onChange(Runnable listener) {
    vertx.eventBus().localConsumer(addresses.stored(), changed -> listener.run());
  }

  @Override
  public Future<Answer> answer(Collection<String> instances) {
    Snapshot snapshot = snapshot();
    long now = ticker.millis();
    List<String> wanted = new ArrayList<>();
    for (String name : instances) {
      InstanceList list = snapshot.instance(name);
      if (list != null) {
        list.markRead();
        if (list.freshness().wantsRequest(now)) {
          wanted.add(name);
        }
      }
    }
    return wanted.isEmpty()
        ? Future.succeededFuture(new Answer(snapshot, CacheStatus.HIT, true))
        : request(new CacheRequest.Wanted(wanted));
  }

  @Override
  public Future<List<ProviderStatus>> refresh(@Nullable String instance) {
    return request(new CacheRequest.Refresh(instance));
  }

  @Override
  public Future<List<String>> invalidate(@Nullable String instance) {
    return request(new CacheRequest.Invalidate(instance));
  }

  @Override
  public Future<JsonObject> settings(@Nullable JsonObject part) {
    return request(new CacheRequest.Settings(part));
  }

  /**
   * Refuses further requests; completes when the pending ones are answered. The cache must be
   * undeployed first.
   */
  public Future<Void> close() {
    isClosing = true;
    endWhenAllAreAnswered();
    return allAnswered.future();
  }

  private <T> Future<T> request(CacheRequest request) {
    unanswered.incrementAndGet();
    if (isClosing || snapshotOrNull() == null) {
      answered();
      return Future.failedFuture(notDeployed(addresses));
    }
    Promise<T> done = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    Traces.carry(caller, context)
        .runOnContext(
            start ->
                this.<T>ask(request)
                    .onComplete(
                        answer -> {
                          answered();
                          caller.runOnContext(back -> done.handle(answer));
                        }));
    return done.future();
  }

  private void answered() {
    unanswered.decrementAndGet();
    endWhenAllAreAnswered();
  }

  private void endWhenAllAreAnswered() {
    if (isClosing && unanswered.get() == 0) {
      allAnswered.tryComplete();
    }
  }

  @SuppressWarnings("unchecked") // each request names the class of its reply
  private <T> Future<T> ask(CacheRequest request) {
    DeliveryOptions options = LocalCodec.options().setSendTimeout(REPLY_TIMEOUT_MILLIS);
    return vertx
        .eventBus()
        .request(addresses.cache(), request, options)
        .transform(
            reply -> {
              if (reply.failed()) {
                return Future.failedFuture(
                    reply.cause() instanceof ReplyException
                        ? notDeployed(addresses)
                        : reply.cause());
              }
              Object body = reply.result().body();
              return body instanceof RequestFailure failure
                  ? Future.failedFuture(failure)
                  : Future.succeededFuture((T) body);
            });
  }

  private static RequestFailure notDeployed(Addresses addresses) {
    return new RequestFailure(
        503,
        "not_deployed",
        "Rollcall is not deployed under the prefix '" + addresses.prefix() + "' here",
        null);
  }
}
