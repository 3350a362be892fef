package dev.rollcall.gateway;

import dev.rollcall.model.ModelQuery;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /**
   * Reads a request.
   *
   * @param query whose parameters are all known: others in the URL may be confidential
   */
  static AtomBase of(HttpServerRequest request, ModelQuery query) {
    String self = FEED + parameters(query);
    HostAndPort host = request.authority();
    if (host == null || !HostRule.isAuthority(host.toString())) {
      return new AtomBase(null, self);
    }
    String path = request.path();
    String above = path.substring(0, path.lastIndexOf(FEED));
    return new AtomBase(request.scheme() + "://" + host + above, self);
  }

  private static String parameters(ModelQuery query) {
    Stream<String> providers = query.providers().stream().sorted().map(name -> "provider=" + name);
    Stream<String> types = query.types().stream().sorted().map(name -> "type=" + name);
    String all = Stream.concat(providers, types).collect(Collectors.joining("&"));
    return all.isEmpty() ? "" : "?" + all;
  }
}
