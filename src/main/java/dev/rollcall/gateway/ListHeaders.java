package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.Representation;
import dev.rollcall.model.CacheStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response headers of a list. They are the same for all responses within a second, and are made
 * once for those. May be used from any thread.
 */
final class ListHeaders {

  private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("cache-status");
  private static final CharSequence SEQ = HttpHeaders.createOptimized("x-rollcall-seq");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

  /**
   * How long a cache may serve a stale answer while it revalidates, and when that fails: a change
   * is never urgent, and an old list is better than none.
   */
  private static final String WHILE_ASKING = ", stale-while-revalidate=60, stale-if-error=86400";

  private final CharSequence seq;
  private final CacheStatus cacheStatus;
  private final CharSequence cacheStatusHeader;
  private final @Nullable Long freshUntil;
  private final CharSequence vary;
  private @Nullable CacheControl cacheControl;
  private @Nullable Whole plain;
  private @Nullable Whole compressed;

  private record CacheControl(long seconds, CharSequence value) {}

  /**
   * The headers of an answer with a body.
   *
   * @param all not to be changed, so that Vert.x does not copy them for each answer
   */
  private record Whole(CharSequence cacheControl, MultiMap all) {}

  /**
   * Headers.
   *
   * @param seq the last change that is in the list
   * @param cacheStatus how the answer came about
   * @param freshUntil until when it may be kept, on the ticker; null when it should not be
   */
  ListHeaders(long seq, CacheStatus cacheStatus, @Nullable Long freshUntil) {
    this(
        HttpHeaders.createOptimized(Long.toString(seq)),
        cacheStatus,
        freshUntil,
        HttpHeaders.ACCEPT_ENCODING);
  }

  private ListHeaders(
      CharSequence seq, CacheStatus cacheStatus, @Nullable Long freshUntil, CharSequence vary) {
    this.seq = seq;
    this.cacheStatus = cacheStatus;
    this.cacheStatusHeader = HttpHeaders.createOptimized(cacheStatus.header());
    this.freshUntil = freshUntil;
    this.vary = vary;
  }

  /** The same of an answer that came about because another was waited for. */
  ListHeaders collapsed() {
    return new ListHeaders(seq, cacheStatus.collapsedOnto(), freshUntil, vary);
  }

  /**
   * The same of an answer that was there already.
   *
   * @param header requests with it get another answer, which is to be said; null when there is none
   */
  ListHeaders hit(@Nullable CharSequence header) {
    return new ListHeaders(
        seq,
        CacheStatus.HIT,
        freshUntil,
        variesBy(header == null ? List.of() : List.of(header.toString())));
  }

  CacheStatus cacheStatus() {
    return cacheStatus;
  }

  /** Until when the answer may be kept, on the ticker; null when it should not be. */
  @Nullable Long freshUntil() {
    return freshUntil;
  }

  /**
   * Puts those of an answer with a body.
   *
   * @param now on the ticker
   */
  void put(MultiMap to, Representation representation, long now) {
    CharSequence control = cacheControl(now);
    if (to.isEmpty()) {
      to.setAll(whole(representation, control));
    } else {
      addAll(to, representation, control);
    }
  }

  /**
   * Puts those of a 304.
   *
   * @param now on the ticker
   */
  void putUnchanged(MultiMap to, Representation representation, long now) {
    addUnchanged(to, representation, cacheControl(now));
  }

  private MultiMap whole(Representation representation, CharSequence control) {
    boolean isPlain = representation.contentEncoding() == null;
    Whole known = isPlain ? plain : compressed;
    if (known == null || known.cacheControl() != control) {
      MultiMap all = HttpHeaders.headers();
      addAll(all, representation, control);
      known = new Whole(control, all.copy(false));
      if (isPlain) {
        plain = known;
      } else {
        compressed = known;
      }
    }
    return known.all();
  }

  private void addAll(MultiMap to, Representation representation, CharSequence control) {
    addUnchanged(to, representation, control);
    to.add(HttpHeaders.CONTENT_TYPE, JSON)
        .add(HttpHeaders.CONTENT_LENGTH, representation.contentLength());
    if (representation.contentEncoding() != null) {
      to.add(HttpHeaders.CONTENT_ENCODING, representation.contentEncoding());
    }
  }

  /** None of these is there, so that there is nothing to replace, but for what it varies by. */
  private void addUnchanged(MultiMap to, Representation representation, CharSequence control) {
    CharSequence variesBy = to.isEmpty() ? vary : variesBy(to.getAll(HttpHeaders.VARY));
    to.add(HttpHeaders.ETAG, representation.etag())
        .add(HttpHeaders.CACHE_CONTROL, control)
        .add(CACHE_STATUS, cacheStatusHeader)
        .add(SEQ, seq)
        .set(HttpHeaders.VARY, variesBy);
  }

  /**
   * Joins all values of {@code Vary} in one header line, so that cached and new answers are equal.
   */
  private static CharSequence variesBy(List<String> others) {
    return others.isEmpty()
        ? HttpHeaders.ACCEPT_ENCODING
        : HttpHeaders.createOptimized(
            String.join(", ", others) + ", " + HttpHeaders.ACCEPT_ENCODING);
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
