package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Decides who may change something.
 *
 * @param open whether whoever can connect may
 */
record ChangeGuard(boolean open) {

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /**
   * Lets a request pass.
   *
   * @throws RequestFailure 403 when it may not change anything
   */
  void check(HttpServerRequest request) {
    if (!open) {
      throw new RequestFailure(
          403,
          "changes_not_allowed",
          "refresh and invalidate are only served on a loopback address",
          null);
    }
    // A web page can make a browser send requests to this machine, and cannot hide that it does.
    String site = request.getHeader("Sec-Fetch-Site");
    if (request.headers().contains(HttpHeaders.ORIGIN)
        || (site != null && !OWN_SITES.contains(site))) {
      throw new RequestFailure(
          403, "origin_not_allowed", "web pages may not refresh or invalidate", null);
    }
  }
}
