package dev.rollcall.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code server}. */
final class ServerReader {

  /** A name or IPv4 address, or an IPv6 address: that has two colons at least. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+|(?=.*:.*:)[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?");

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

  private final Section section;
  private final Paths paths;

  private ServerReader(Section section, Paths paths) {
    this.section = section;
    this.paths = paths;
  }

  /**
   * Reads the section.
   *
   * @param base what holds for host and port where it does not say
   */
  static ServerConfig read(Section section, ServerConfig base, Paths paths) {
    ServerConfig server = new ServerReader(section, paths).read(base);
    section.end();
    return server;
  }

  private ServerConfig read(ServerConfig base) {
    return new ServerConfig(
        host(base.host()),
        (int) section.whole("port", 0, 65_535, base.port()),
        tls(section.section("tls")),
        new AccessConfig(
            keys("api_keys"), keys("admin_keys"), allowedHosts(), corsOrigins(), trustedProxies()),
        section.flag("access_log", base.accessLog()));
  }

  private String host(String base) {
    String host = unbracketed(Objects.requireNonNullElse(section.text("host"), base));
    if (!HOST.matcher(host).matches()) {
      section.mistake("host", "must be a host name or an address, without a port");
    }
    return host;
  }

  private ServerKeys keys(String name) {
    String fileName = name + "_file";
    List<Secret> keys = new ArrayList<>();
    for (String text : section.texts(name)) {
      Secret key = Secrets.wrap(section, name, "", text, Secret::of);
      if (key != null) {
        keys.add(key);
      }
    }
    String file = paths.read(section, fileName);
    return new ServerKeys(section.isGiven(name) || section.isGiven(fileName), keys, file);
  }

  private Set<String> allowedHosts() {
    Set<String> hosts = new LinkedHashSet<>();
    for (String text : section.texts("allowed_hosts")) {
      String host = unbracketed(text);
      if (!HOST.matcher(host).matches()) {
        section.mistake(
            "allowed_hosts", "must be host names or addresses, each without a scheme and a port");
      }
      hosts.add(host.toLowerCase(Locale.ROOT));
    }
    return hosts;
  }

  private Set<String> corsOrigins() {
    String name = "cors_origins";
    Set<String> origins = new LinkedHashSet<>();
    for (String text : section.texts(name)) {
      Matcher origin = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
      if (text.equals("*")) {
        section.mistake(
            name,
            "must name each origin, because with * every web page that a user visits could read"
                + " and change what is here");
      } else if (!origin.matches() || port(origin) > 65_535) {
        section.mistake(name, "must be origins such as https://app.example:8443, without a path");
      } else {
        origins.add(asSentByBrowsers(origin));
      }
    }
    return origins;
  }

  private List<AddressRange> trustedProxies() {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : section.texts("trusted_proxies")) {
      AddressRange range = AddressRange.parse(text);
      if (range == null) {
        section.mistake(
            "trusted_proxies", "must be addresses or ranges of them, such as 10.0.0.0/8");
      } else {
        ranges.add(range);
      }
    }
    return ranges;
  }

  private static int port(Matcher origin) {
    return origin.group(3) == null ? -1 : Integer.parseInt(origin.group(3));
  }

  /** Without the port where it is the scheme's own. */
  private static String asSentByBrowsers(Matcher origin) {
    int port = port(origin);
    boolean implied = port == -1 || port == (origin.group(1).equals("https") ? 443 : 80);
    return origin.group(1) + "://" + origin.group(2) + (implied ? "" : ":" + port);
  }

  private @Nullable TlsConfig tls(Section tls) {
    String cert = pem(tls, "cert", "key");
    String key = pem(tls, "key", "cert");
    tls.end();
    return cert == null || key == null ? null : new TlsConfig(cert, key);
  }

  private @Nullable String pem(Section tls, String name, String other) {
    String file = paths.read(tls, name);
    if (file == null && tls.isGiven(name)) {
      tls.mistake(name, "names no file");
    } else if (file == null && tls.isGiven(other)) {
      tls.mistake(name, "is missing, and a server with " + other + " needs both");
    }
    return file;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
