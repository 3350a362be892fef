package dev.rollcall.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds an instance's proxy: its own, else the environment's.
 *
 * @param ambient gives the value of an environment variable; null when it is not set
 */
record Proxies(Function<String, @Nullable String> ambient) {

  private static final String NONE = "none";
  private static final Pattern PORT = Pattern.compile(":(\\d+)$");

  /**
   * The proxy between here and an instance.
   *
   * @param section says {@code none}, a proxy's URL, or nothing to leave it to the environment
   * @param baseUrl where the instance is; empty when that is not known
   * @return null when there is none
   */
  @Nullable Proxy read(Section section, String baseUrl) {
    String own = section.text("proxy");
    if (own != null) {
      return own.equalsIgnoreCase(NONE) ? null : parse(section, "", own);
    }
    return baseUrl.isEmpty() ? null : ofEnvironment(section, URI.create(baseUrl));
  }

  private @Nullable Proxy ofEnvironment(Section section, URI url) {
    boolean isTls = "https".equalsIgnoreCase(url.getScheme());
    String host = PORT.matcher(url.getRawAuthority()).replaceFirst("");
    if (Loopback.is(host) || isExempt(host, port(url, isTls))) {
      return null;
    }
    for (String variable : both(isTls ? "HTTPS_PROXY" : "HTTP_PROXY")) {
      String value = ambient.apply(variable);
      if (value != null && !value.isBlank()) {
        return parse(section, "(from " + variable + ") ", value.strip());
      }
    }
    return null;
  }

  private boolean isExempt(String host, int port) {
    return both("NO_PROXY").stream()
        .map(ambient)
        .anyMatch(list -> list != null && NoProxy.covers(list, host, port));
  }

  private static int port(URI url, boolean isTls) {
    String authority = url.getRawAuthority();
    Matcher port = PORT.matcher(authority);
    return port.find() ? Integer.parseInt(port.group(1)) : isTls ? 443 : 80;
  }

  /** Lower case comes first, as with curl. */
  private static List<String> both(String variable) {
    return List.of(variable.toLowerCase(Locale.ROOT), variable);
  }

  private static @Nullable Proxy parse(Section section, String origin, String url) {
    try {
      return Proxy.parse(url);
    } catch (IllegalArgumentException notAProxy) {
      section.mistake("proxy", origin + notAProxy.getMessage());
      return null;
    }
  }
}
