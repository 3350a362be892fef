package dev.rollcall.provider;

import dev.rollcall.bus.Timing;
import dev.rollcall.config.InstanceConfig;
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

  /** Larger bodies are read on a worker thread: the first one of a process takes its time. */
  private static final int PARSE_ON_LOOP_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final Timing timing;
  private final AnswerReader reader;
  private final Duration timeout;
  private final boolean mayBeEmpty;
  private final String host;
  private final Http http;
  private final Details details;
  private @Nullable Promise<Fetched> running;

  Fetcher(Vertx vertx, Timing timing, InstanceConfig config, ProviderType type) {
    this.vertx = vertx;
    this.timing = timing;
    Listing listing = Objects.requireNonNull(type.listing());
    Listing.Endpoint endpoint = new Listing.Endpoint(config.baseUrl(), config.apiKey() != null);
    reader = new AnswerReader(listing, endpoint);
    timeout = config.timeout();
    mayBeEmpty = config.type().mayBeEmpty();
    host = Http.host(config.baseUrl());
    http = new Http(vertx, config, RequestHeaders.of(config, type.auth()));
    details = new Details(http, listing, timing);
  }

  @Override
  public Future<Fetched> fetch() {
    Promise<Fetched> done = Promise.promise();
    running = done;
    Runnable deadline =
        timing.after(
            timeout.toMillis(),
            () ->
                done.tryFail(
                    new FetchFailure(
                        ErrorCode.TIMEOUT, "no answer from " + host + " within " + inWords())));
    http.begin();
    Collected collected = new Collected(host);
    Future.succeededFuture()
        .compose(start -> page(reader.first(), collected))
        .compose(
            refused ->
                refused != null
                    ? Future.succeededFuture(refused)
                    : details
                        .of(collected)
                        .map(known -> (Fetched) collected.complete(known, mayBeEmpty)))
        .onComplete(
            result -> {
              if (result.succeeded()) {
                done.tryComplete(result.result());
              } else {
                done.tryFail(FailureReader.read(result.cause(), host));
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

  /** Takes a page and those after it; gives null, or how the provider refused the key. */
  private Future<Fetched.@Nullable Refused> page(Listing.Call call, Collected collected) {
    collected.asking(call);
    return http.send(call, collected.bytesLeft())
        .compose(
            answer -> {
              collected.received(answer);
              return answer.body().length() > PARSE_ON_LOOP_BYTES
                  ? vertx.executeBlocking(() -> read(call, answer, collected))
                  : Future.succeededFuture(read(call, answer, collected));
            })
        .compose(
            step ->
                step.next() == null
                    ? Future.succeededFuture(step.refused())
                    : page(step.next(), collected));
  }

  private AnswerReader.Step read(Listing.Call call, Answer answer, Collected collected) {
    AnswerReader.Step step = reader.read(call, answer, collected.hasPages(), timing.ticker().now());
    if (step.page() != null) {
      collected.add(step.page());
    }
    return step;
  }

  private String inWords() {
    long millis = timeout.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
