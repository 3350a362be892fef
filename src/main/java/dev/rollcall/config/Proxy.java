package dev.rollcall.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param host its name or address, without brackets
 * @param userInfo what it is given to know us by, as its URL has it; null when nothing
 */
public record Proxy(String host, int port, @Nullable Secret userInfo) {

  private static final Pattern URL =
      Pattern.compile(
          "(?:http://)?(?:([^@/\\s]+)@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})/?",
          Pattern.CASE_INSENSITIVE);

  private static final int MAX_PORT = 65_535;

  /**
   * Reads a proxy's URL.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold a part of it
   */
  public static Proxy parse(String url) {
    Matcher matcher = URL.matcher(url);
    if (matcher.matches()) {
      String host = matcher.group(2).replace("[", "").replace("]", "");
      int port = Integer.parseInt(matcher.group(3));
      @Nullable String userInfo = matcher.group(1);
      if (port > 0 && port <= MAX_PORT) {
        Proxy proxy = new Proxy(host, port, userInfo == null ? null : Secret.of(userInfo));
        // Fail now rather than at the first request, when a % does not stand for a character.
        proxy.username();
        proxy.password();
        return proxy;
      }
    }
    throw new IllegalArgumentException("must be http://host:port, or none");
  }

  /** The name to log in with; null when none is given. */
  public @Nullable String username() {
    return userInfo == null ? null : decoded(userInfo.reveal().split(":", 2)[0]);
  }

  /** The password to log in with; null when no name is given. */
  public @Nullable String password() {
    if (userInfo == null) {
      return null;
    }
    String[] parts = userInfo.reveal().split(":", 2);
    return parts.length < 2 ? "" : decoded(parts[1]);
  }

  /** The host and port, for messages. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException quotesIt) {
      throw new IllegalArgumentException("has a % in its name or password that is no character");
    }
  }
}
