package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.Loopback;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which names the server may be called. A web page can make a name of its own mean this machine,
 * and then read what only this machine can; but its browser tells the name. May be used from any
 * thread.
 */
final class HostRule {

  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");

  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*).*");

  private final boolean anyName;
  private final Set<String> names;

  /** The name that passed last, because callers mostly use the same one. */
  private volatile @Nullable String passed;

  /**
   * Makes a rule.
   *
   * @param anyName whether every name will do
   * @param names those that will, besides this machine's own; in lower case
   */
  HostRule(boolean anyName, Set<String> names) {
    this.anyName = anyName;
    this.names = Set.copyOf(names);
  }

  /**
   * Lets a request pass.
   *
   * @throws RequestFailure 400 when it does not say how it calls the server, 403 when by a name
   *     that is not served
   */
  void check(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() > 1 || (hosts.isEmpty() && request.version() != HttpVersion.HTTP_1_0)) {
      throw new RequestFailure(400, "invalid_host", "a request has one Host header", null);
    }
    if (!hosts.isEmpty()) {
      checkName(hosts.get(0));
    }
    String target = request.uri();
    if (!target.startsWith("/")) {
      Matcher absolute = ABSOLUTE.matcher(target);
      if (!absolute.matches()) {
        throw new RequestFailure(400, "invalid_http", "a request is for a path or a URL", null);
      }
      checkName(absolute.group(1));
    }
  }

  /** Whether it is the name or address of a host, perhaps with a port. */
  static boolean isAuthority(String text) {
    return AUTHORITY.matcher(text).matches();
  }

  private void checkName(String authority) {
    if (authority.equals(passed)) {
      return;
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw new RequestFailure(
          400, "invalid_host", "the host of a request is a name or an address", null);
    }
    String name = parts.group(1).toLowerCase(Locale.ROOT);
    if (!anyName && !isOwn(name) && !names.contains(unbracketed(name))) {
      throw new RequestFailure(
          403,
          "host_not_allowed",
          "this server is not called by that name; server.allowed_hosts lists by which it is",
          null);
    }
    passed = authority;
  }

  private static boolean isOwn(String name) {
    return Loopback.is(name) || name.endsWith(".localhost");
  }

  private static String unbracketed(String name) {
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }
}
