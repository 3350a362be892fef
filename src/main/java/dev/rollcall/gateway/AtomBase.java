package dev.rollcall.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed was asked for.
 *
 * @param url what its links are relative to; null when the request does not say how it calls the
 *     server, and a reader has to know
 * @param self the feed itself, relative to that
 */
record AtomBase(@Nullable String url, String self) {

  private static final String FEED = "changes.atom";

  static AtomBase of(HttpServerRequest request) {
    String query = request.query();
    String self = query == null ? FEED : FEED + "?" + query;
    HostAndPort host = request.authority(true);
    if (host == null || !HostRule.isAuthority(host.toString())) {
      return new AtomBase(null, self);
    }
    String path = request.path();
    String above = path.substring(0, path.lastIndexOf(FEED));
    return new AtomBase(request.scheme() + "://" + host + above, self);
  }
}
