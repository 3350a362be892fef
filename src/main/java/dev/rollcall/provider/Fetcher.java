package dev.rollcall.provider;

import dev.rollcall.bus.Faults;
import dev.rollcall.bus.Tally;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.TypeSpec.Kind;
import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one instance's complete list: every page, within one deadline and fixed bounds. However a
 * fetch ends, its connections are closed.
 */
final class Fetcher implements ListSource {

  private final Timing timing;
  private final AnswerReader reader;
  private final Duration timeout;
  private final boolean mayBeEmpty;
  private final boolean mayNotShrink;
  private final Peer peer;
  private final ProviderClient http;
  private final Details details;
  private @Nullable Promise<Fetched> running;

  Fetcher(Vertx vertx, Timing timing, InstanceConfig config, ProviderType type, Tally tally) {
    this.timing = timing;
    Listing listing = Objects.requireNonNull(type.listing());
    Listing.Endpoint endpoint = new Listing.Endpoint(config.baseUrl(), config.apiKey() != null);
    reader = new AnswerReader(listing, endpoint);
    timeout = config.timeout();
    mayBeEmpty = config.type().mayBeEmpty();
    mayNotShrink = config.type().kind() == Kind.CLOUD;
    peer = Peer.of(config);
    http =
        new ProviderClient(
            vertx, timing.ticker(), config, RequestHeaders.of(config, type.auth()), tally);
    details = new Details(http, listing, timing);
  }

  @Override
  public Future<Fetched> fetch(int listedBefore) {
    Promise<Fetched> done = Promise.promise();
    running = done;
    ShrinkGuard shrinkGuard = new ShrinkGuard(peer.host(), mayNotShrink ? listedBefore : 0);
    Runnable deadline =
        timing.after(timeout.toMillis(), () -> done.tryFail(shrinkGuard.or(tookTooLong())));
    http.begin()
        .compose(ready -> list())
        .compose(
            fetched -> shrinkGuard.isRaisedBy(fetched) ? list() : Future.succeededFuture(fetched))
        .onComplete(
            result -> {
              if (result.succeeded()) {
                done.tryComplete(result.result());
              } else {
                done.tryFail(shrinkGuard.or(classified(result.cause())));
              }
            });
    return done.future()
        .onComplete(
            result -> {
              deadline.run();
              http.hangUp();
            });
  }

  @Override
  public void abort() {
    if (running != null) {
      running.tryComplete(new Fetched.Aborted());
    }
  }

  @Override
  public Future<Void> close() {
    abort();
    return http.close();
  }

  /** Takes all pages, from the first on. */
  private Future<Fetched> list() {
    PageAccumulator pages = new PageAccumulator(peer.host());
    return page(reader.first(), pages)
        .compose(
            refused ->
                refused != null
                    ? Future.succeededFuture(refused)
                    : details.of(pages).map(known -> (Fetched) pages.complete(known, mayBeEmpty)));
  }

  /** Takes a page and those after it; gives null, or how the provider refused the key. */
  private Future<Fetched.@Nullable Refused> page(Listing.Call call, PageAccumulator pages) {
    pages.asking(call);
    return http.send(call, pages.bytesLeft(), answer -> read(call, answer, pages))
        .compose(
            step ->
                step.next() == null
                    ? Future.succeededFuture(step.refused())
                    : page(step.next(), pages));
  }

  private AnswerReader.Step read(Listing.Call call, Answer answer, PageAccumulator pages) {
    pages.received(answer);
    AnswerReader.Step step = reader.read(call, answer, pages.hasPages(), timing.ticker().now());
    if (step.page() != null) {
      pages.add(step.page());
    }
    return step;
  }

  private FetchFailure classified(Throwable cause) {
    FetchFailure failure = HttpFailures.read(cause, peer);
    if (failure.code() == ErrorCode.INTERNAL) {
      Faults.log("The fetch from " + peer.host(), cause);
    }
    return failure;
  }

  private FetchFailure tookTooLong() {
    long millis = timeout.toMillis();
    String inWords = millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    return new FetchFailure(
        ErrorCode.TIMEOUT, "no answer from " + peer.host() + " within " + inWords);
  }
}
