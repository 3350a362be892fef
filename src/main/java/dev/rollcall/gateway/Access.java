package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Authorizes requests to read and to change something. */
final class Access {

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final String BEARER = "bearer ";

  /** Each key that is sent is compared with every key there is. */
  private static final int MAX_SENT = 8;

  private final AccessConfig config;
  private final boolean loopback;
  private final KeyRing apiKeys;
  private final KeyRing adminKeys;

  Access(ServerConfig server) {
    config = server.access();
    loopback = server.isLoopback();
    apiKeys = new KeyRing(config.apiKeys().keys());
    adminKeys = new KeyRing(config.adminKeys().keys());
  }

  /**
   * Lets a request pass that reads, or asks for something that is not there.
   *
   * @throws RequestFailure 401 when it has no key that is accepted
   */
  void checkRead(HttpServerRequest request) {
    if (config.apiKeys().required() && !isAboutHealth(request)) {
      List<String> sent = keys(request);
      if (!apiKeys.holdsOneOf(sent) && !adminKeys.holdsOneOf(sent)) {
        throw unauthorized(
            config.apiKeys().isUnusable() && config.adminKeys().keys().isEmpty()
                ? "none of the keys in server.api_keys can be used, so nobody is served"
                : refusal(sent));
      }
    }
  }

  /**
   * Lets a request pass that may read and wants to change something.
   *
   * @throws RequestFailure 401 or 403
   */
  void checkChange(HttpServerRequest request) {
    if (config.adminKeys().required()) {
      checkAdmin(keys(request));
    } else if (loopback && CallerAddress.isForwarded(request)) {
      throw notAllowed(
          "refresh and invalidate need an admin key when a request comes through a proxy, and"
              + " server.admin_keys has none");
    } else if (!loopback) {
      throw notAllowed("refresh and invalidate need an admin key, and server.admin_keys has none");
    }
    checkOrigin(request);
  }

  private void checkAdmin(List<String> sent) {
    if (config.adminKeys().isUnusable()) {
      throw notAllowed("none of the keys in server.admin_keys can be used");
    }
    if (!adminKeys.holdsOneOf(sent)) {
      if (apiKeys.holdsOneOf(sent)) {
        throw new RequestFailure(
            403, "admin_key_required", "refresh and invalidate need an admin key", null);
      }
      throw unauthorized(refusal(sent));
    }
  }

  /** A web page can make a browser send requests to this machine, and cannot hide that it does. */
  private void checkOrigin(HttpServerRequest request) {
    List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
    boolean fromElsewhere =
        origins.isEmpty()
            ? !OWN_SITES.containsAll(request.headers().getAll("Sec-Fetch-Site"))
            : origins.size() > 1 || !config.corsOrigins().contains(origins.get(0));
    if (fromElsewhere) {
      throw new RequestFailure(
          403,
          "origin_not_allowed",
          "web pages may refresh and invalidate only when server.cors_origins has their origin",
          null);
    }
  }

  private static boolean isAboutHealth(HttpServerRequest request) {
    return request.path().startsWith("/health/");
  }

  private static List<String> keys(HttpServerRequest request) {
    return Stream.of(
            request.headers().getAll(HttpHeaders.AUTHORIZATION).stream()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length())),
            request.headers().getAll("x-api-key").stream(),
            request.headers().getAll("x-goog-api-key").stream(),
            keysOfGemini(request))
        .flatMap(keys -> keys)
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .limit(MAX_SENT)
        .toList();
  }

  /** Old clients of Gemini's API have the key in the URL, {@code ?key=}. */
  private static Stream<String> keysOfGemini(HttpServerRequest request) {
    if (!request.path().startsWith("/gemini/")) {
      return Stream.empty();
    }
    try {
      return request.params().getAll("key").stream();
    } catch (RuntimeException badEncoding) {
      return Stream.empty();
    }
  }

  private static String refusal(List<String> sent) {
    return sent.isEmpty()
        ? "this needs an API key, as Authorization: Bearer or x-api-key"
        : "the API key is not one that is accepted here";
  }

  private static RequestFailure unauthorized(String message) {
    return new RequestFailure(401, "invalid_api_key", message, null);
  }

  private static RequestFailure notAllowed(String message) {
    return new RequestFailure(403, "changes_not_allowed", message, null);
  }
}
