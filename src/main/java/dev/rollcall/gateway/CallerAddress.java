package dev.rollcall.gateway;

import dev.rollcall.config.AddressRange;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines the address of a caller whose request comes through proxies. */
final class CallerAddress {

  /** Addresses that are looked at, from the right; a caller may send any number. */
  private static final int MAX_HOPS = 20;

  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)");

  private static final Pattern PORT = Pattern.compile("(\\[[^]]*]|[^:]*)(?::[0-9]+)?");

  private static final Set<String> OF_PROXIES = Set.of("forwarded", "via");

  private CallerAddress() {}

  /** Returns whether a header says that the request came through a proxy, trusted or not. */
  static boolean isForwarded(HttpServerRequest request) {
    return request.headers().names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> OF_PROXIES.contains(name) || name.startsWith("x-forwarded-"));
  }

  /**
   * Returns the right-most address that is no trusted proxy: that of the connection, unless a
   * trusted proxy opened it and names another.
   *
   * @param trusted the proxies whose headers are believed
   */
  static String of(HttpServerRequest request, List<AddressRange> trusted) {
    String caller = request.remoteAddress().hostAddress();
    if (trusted.isEmpty() || !isTrusted(caller, trusted)) {
      return caller;
    }
    List<String> hops = hops(request.headers());
    for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MAX_HOPS); i--) {
      String address = address(hops.get(i));
      if (address == null) {
        return caller;
      }
      caller = address;
      if (!isTrusted(address, trusted)) {
        return caller;
      }
    }
    return caller;
  }

  private static boolean isTrusted(String address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  /** Returns what {@code X-Forwarded-For} lists, else what {@code Forwarded} does (RFC 7239). */
  private static List<String> hops(MultiMap headers) {
    List<String> listed = headers.getAll("X-Forwarded-For");
    List<String> values = listed.isEmpty() ? headers.getAll("Forwarded") : listed;
    return List.of(String.join(",", values).split(",", -1));
  }

  /** Returns the IP address that a hop names; null when it names none. */
  private static @Nullable String address(String hop) {
    Matcher named = FOR.matcher(hop);
    String node = (named.find() ? named.group(1) : hop).replace("\"", "").strip();
    Matcher parts = PORT.matcher(node);
    String bare = NetUtil.isValidIpV6Address(node) ? node : parts.matches() ? parts.group(1) : "";
    String unbracketed =
        bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1) : bare;
    return NetUtil.isValidIpV4Address(unbracketed) || NetUtil.isValidIpV6Address(unbracketed)
        ? unbracketed
        : null;
  }
}
