package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.gateway.encoding.Representation;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response with a list, which may be sent to many clients: each gets the encoding that it
 * accepts, or 304 when its entity tag matches. May be used from any thread.
 */
final class ListReply implements RestAnswer {

  private final Body body;
  private final ListHeaders headers;
  private final Ticker ticker;

  /**
   * An answer.
   *
   * @param seq the last change that is in it
   * @param cacheStatus how it came about
   * @param freshUntil until when it may be kept, on the ticker; null when it should not be, because
   *     an instance was not waited for to the end
   */
  ListReply(
      Body body, long seq, CacheStatus cacheStatus, @Nullable Long freshUntil, Ticker ticker) {
    this(body, new ListHeaders(seq, cacheStatus, freshUntil), ticker);
  }

  private ListReply(Body body, ListHeaders headers, Ticker ticker) {
    this.body = body;
    this.headers = headers;
    this.ticker = ticker;
  }

  /**
   * Returns the response for later requests, which wait for no provider; null when it must not be
   * repeated.
   *
   * @param header requests with it get another answer, which is to be said; null when there is none
   */
  @Nullable ListReply repeatable(@Nullable CharSequence header) {
    return headers.freshUntil() == null ? null : with(headers.hit(header));
  }

  /** Returns the response for requests that joined the same fetch after it had begun. */
  ListReply collapsed() {
    return with(headers.collapsed());
  }

  private ListReply with(ListHeaders changed) {
    return new ListReply(body, changed, ticker);
  }

  CacheStatus cacheStatus() {
    return headers.cacheStatus();
  }

  /**
   * Whether it would be made the same, as long as no list changes.
   *
   * @param now on the ticker
   */
  boolean isFresh(long now) {
    Long freshUntil = headers.freshUntil();
    return freshUntil != null && now < freshUntil;
  }

  /** How many bytes it holds, those shared with others too. */
  int size() {
    return body.plain().bytes().length();
  }

  /** The same, once it can be sent to this request as it is; what cannot be made is not awaited. */
  Future<ListReply> prepared(HttpServerRequest request) {
    return takesGzip(request) && body.gzipIfReady() == null
        ? body.gzip().map(this).otherwise(this)
        : Future.succeededFuture(this);
  }

  @Override
  public void send(HttpServerRequest request, AnswersInFlight inFlight) {
    long now = ticker.millis();
    if (!isOver(request.response()) && !sendIfReady(request, inFlight, now)) {
      body.gzip()
          .otherwise(failure -> body.plain())
          .onSuccess(
              representation -> {
                if (!isOver(request.response())) {
                  send(request, representation, inFlight, now);
                }
              });
    }
  }

  /** Whether the response has begun or its connection is closed. */
  private static boolean isOver(HttpServerResponse response) {
    return response.headWritten() || response.closed();
  }

  /**
   * Sends the response to a new request, unless the accepted encoding is not made yet.
   *
   * @param now on the ticker
   */
  boolean sendIfReady(HttpServerRequest request, AnswersInFlight inFlight, long now) {
    Representation wanted = takesGzip(request) ? body.gzipIfReady() : body.plain();
    if (wanted != null) {
      send(request, wanted, inFlight, now);
    }
    return wanted != null;
  }

  private static boolean takesGzip(HttpServerRequest request) {
    return AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
  }

  private void send(
      HttpServerRequest request,
      Representation representation,
      AnswersInFlight inFlight,
      long now) {
    HttpServerResponse response = request.response();
    if (EntityTags.have(request.headers().get(HttpHeaders.IF_NONE_MATCH), representation.etag())) {
      headers.putUnchanged(response.headers(), representation, now);
      response.setStatusCode(304).end();
      return;
    }
    headers.put(response.headers(), representation, now);
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else if (!inFlight.send(request, representation)) {
      AnswersInFlight.refuse(request);
    }
  }
}
