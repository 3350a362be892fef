package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.gateway.encoding.Representation;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * An answer made of lists, which may be sent to many: in the encoding that each takes, and not at
 * all to who has it. May be used from any thread.
 */
final class ListReply implements RestAnswer {

  private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("cache-status");
  private static final CharSequence SEQ = HttpHeaders.createOptimized("x-rollcall-seq");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

  /**
   * How long a cache may go on with an answer while it asks anew, and when it gets none: a change
   * is never urgent, and an old list is better than none.
   */
  private static final String WHILE_ASKING = ", stale-while-revalidate=60, stale-if-error=86400";

  private final Body body;
  private final CharSequence seq;
  private final CacheStatus cacheStatus;
  private final CharSequence cacheStatusHeader;
  private final @Nullable Long freshUntil;
  private final Ticker ticker;
  private final @Nullable CharSequence unless;
  private @Nullable CacheControl cacheControl;
  private @Nullable Head plain;
  private @Nullable Head compressed;

  private record CacheControl(long seconds, CharSequence value) {}

  /**
   * The headers of an answer with a body, the same for all who are answered within a second.
   *
   * @param all not to be changed, so that Vert.x does not copy them for each answer
   */
  private record Head(CharSequence cacheControl, MultiMap all) {}

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
    this(
        body,
        HttpHeaders.createOptimized(Long.toString(seq)),
        cacheStatus,
        freshUntil,
        ticker,
        null);
  }

  private ListReply(
      Body body,
      CharSequence seq,
      CacheStatus cacheStatus,
      @Nullable Long freshUntil,
      Ticker ticker,
      @Nullable CharSequence unless) {
    this.body = body;
    this.seq = seq;
    this.cacheStatus = cacheStatus;
    this.cacheStatusHeader = HttpHeaders.createOptimized(cacheStatus.header());
    this.freshUntil = freshUntil;
    this.ticker = ticker;
    this.unless = unless;
  }

  /**
   * The same as those get it who come later and wait for nobody; null when they cannot.
   *
   * @param header requests with it get another answer, which is to be said; null when there is none
   */
  @Nullable ListReply repeatable(@Nullable CharSequence header) {
    return freshUntil == null ? null : with(CacheStatus.HIT, header);
  }

  /** The same as those get it who came when what was waited for had begun. */
  ListReply collapsed() {
    return with(cacheStatus.collapsedOnto(), unless);
  }

  private ListReply with(CacheStatus status, @Nullable CharSequence header) {
    return new ListReply(body, seq, status, freshUntil, ticker, header);
  }

  CacheStatus cacheStatus() {
    return cacheStatus;
  }

  /**
   * Whether it would be made the same, as long as no list changes.
   *
   * @param now on the ticker
   */
  boolean isFresh(long now) {
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
  public void send(HttpServerRequest request) {
    long now = ticker.millis();
    if (!sendIfReady(request, now)) {
      body.gzip()
          .otherwise(failure -> body.plain())
          .onSuccess(representation -> send(request, representation, now));
    }
  }

  /**
   * Sends it, unless the encoding that is wanted is yet to be made.
   *
   * @param now on the ticker
   */
  boolean sendIfReady(HttpServerRequest request, long now) {
    Representation wanted = takesGzip(request) ? body.gzipIfReady() : body.plain();
    if (wanted != null) {
      send(request, wanted, now);
    }
    return wanted != null;
  }

  private static boolean takesGzip(HttpServerRequest request) {
    return AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
  }

  private void send(HttpServerRequest request, Representation representation, long now) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    CharSequence cacheControl = cacheControl(now);
    MultiMap headers = response.headers();
    if (EntityTags.have(request.headers().get(HttpHeaders.IF_NONE_MATCH), representation.etag())) {
      addUnchanged(headers, representation, cacheControl);
      response.setStatusCode(304).end();
      return;
    }
    if (headers.isEmpty()) {
      headers.setAll(head(representation, cacheControl));
    } else {
      addAll(headers, representation, cacheControl);
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else if (request.isSSL()) {
      // What is encrypted is a copy for each reader.
      PacedBody.send(response, representation.bytes());
    } else {
      response.end(representation.bytes());
    }
  }

  private MultiMap head(Representation representation, CharSequence cacheControl) {
    boolean isPlain = representation.contentEncoding() == null;
    Head known = isPlain ? plain : compressed;
    if (known == null || known.cacheControl() != cacheControl) {
      MultiMap all = HttpHeaders.headers();
      addAll(all, representation, cacheControl);
      known = new Head(cacheControl, all.copy(false));
      if (isPlain) {
        plain = known;
      } else {
        compressed = known;
      }
    }
    return known.all();
  }

  private void addAll(MultiMap to, Representation representation, CharSequence cacheControl) {
    addUnchanged(to, representation, cacheControl);
    to.add(HttpHeaders.CONTENT_TYPE, JSON)
        .add(HttpHeaders.CONTENT_LENGTH, representation.contentLength());
    if (representation.contentEncoding() != null) {
      to.add(HttpHeaders.CONTENT_ENCODING, representation.contentEncoding());
    }
  }

  /** Adds what a 304 has, too. None of it is there, so that there is nothing to replace. */
  private void addUnchanged(MultiMap to, Representation representation, CharSequence cacheControl) {
    if (unless != null) {
      to.add(HttpHeaders.VARY, unless);
    }
    to.add(HttpHeaders.ETAG, representation.etag())
        .add(HttpHeaders.CACHE_CONTROL, cacheControl)
        .add(CACHE_STATUS, cacheStatusHeader)
        .add(SEQ, seq)
        .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  private CharSequence cacheControl(long now) {
    if (freshUntil == null) {
      return NO_CACHE;
    }
    long seconds = Math.max(0, freshUntil - now) / 1000;
    CacheControl known = cacheControl;
    if (known == null || known.seconds() != seconds) {
      known =
          new CacheControl(
              seconds, HttpHeaders.createOptimized("max-age=" + seconds + WHILE_ASKING));
      cacheControl = known;
    }
    return known.value();
  }
}
