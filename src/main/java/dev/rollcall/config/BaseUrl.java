package dev.rollcall.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of providers' APIs, as people write them. */
final class BaseUrl {

  /** Container networks have host names with underscores, which {@link URI} has no word for. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

  private static final int OLLAMA_PORT = 11434;

  private BaseUrl() {}

  /**
   * The URL without trailing slashes.
   *
   * @throws IllegalArgumentException when it is not an absolute HTTP URL of a host and a path; the
   *     message goes on after the key's name and does not hold the URL
   */
  static String parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAUrl) {
      throw new IllegalArgumentException("is not a URL");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("must begin with http:// or https://");
    }
    String authority = String.valueOf(uri.getRawAuthority());
    if (authority.contains("@")) {
      throw new IllegalArgumentException("must not hold a user name; use api_key or headers");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must end with the path, without a query or fragment");
    }
    if (uri.getRawAuthority() == null || !isHostAndPort(authority)) {
      throw new IllegalArgumentException("names no host that can be asked");
    }
    String path = String.valueOf(uri.getRawPath());
    if (!path.chars().allMatch(c -> c < 0x7f)) {
      throw new IllegalArgumentException("is not a URL");
    }
    return scheme + "://" + authority + withoutSlashes(path);
  }

  /**
   * Where the ollama of this machine is, by its own variable {@code OLLAMA_HOST}: a URL, or only a
   * host, or a host and a port. The address that means all interfaces means this machine.
   *
   * @throws IllegalArgumentException when it is none of these; see {@link #parse}
   */
  static String ofOllamaHost(String value) {
    String text = value.strip();
    String url = parse(text.contains("://") ? text : "http://" + withPort(text));
    return url.replaceFirst("://0\\.0\\.0\\.0(?=[:/]|$)", "://127.0.0.1")
        .replaceFirst("://\\[::](?=[:/]|$)", "://[::1]");
  }

  private static String withPort(String address) {
    String host = withoutSlashes(address);
    if (host.startsWith(":") && !host.startsWith("::")) {
      return "127.0.0.1" + host;
    }
    boolean bareV6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
    if (bareV6) {
      host = "[" + host + "]";
    }
    boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
    return hasPort ? host : host + ":" + OLLAMA_PORT;
  }

  /** Not by a pattern, which would try every slash of a long row for the first of the last ones. */
  private static String withoutSlashes(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isHostAndPort(String authority) {
    Matcher matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      return false;
    }
    @Nullable String port = matcher.group(1);
    return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= 65_535);
  }
}
