package dev.rollcall.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps answers that need a key away from callers without one: no cache that several callers share
 * stores them ({@code private}, RFC 9111, 5.2.2.7), and one that does so all the same tells callers
 * apart by the headers that carry keys ({@code Vary}).
 */
final class PrivateAnswers {

  /** The headers that carry keys, as {@link Access} reads them. */
  static final List<String> KEY_HEADERS = List.of("Authorization", "x-api-key", "x-goog-api-key");

  private static final String VARY = String.join(", ", KEY_HEADERS);

  private PrivateAnswers() {}

  /** Makes whatever the request is answered with private. */
  static void mark(HttpServerRequest request) {
    request.response().headersEndHandler(head -> mark(request.response().headers()));
  }

  private static void mark(MultiMap headers) {
    String control = headers.get(HttpHeaders.CACHE_CONTROL);
    headers.set(HttpHeaders.CACHE_CONTROL, control == null ? "private" : "private, " + control);
    List<String> vary = new ArrayList<>(headers.getAll(HttpHeaders.VARY));
    vary.add(VARY);
    headers.set(HttpHeaders.VARY, String.join(", ", vary));
  }
}
