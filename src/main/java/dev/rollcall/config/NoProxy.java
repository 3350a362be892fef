package dev.rollcall.config;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code NO_PROXY}: names with all names under them, addresses, networks such as {@code
 * 10.0.0.0/8}, each perhaps with a port, or {@code *}.
 */
final class NoProxy {

  private static final Pattern ENTRY =
      Pattern.compile("(?:\\*?\\.)?(\\[[^]]+]|[^:\\[\\]]+|[0-9a-f:.]+(?:/\\d+)?)(?::(\\d{1,5}))?");

  private NoProxy() {}

  /** Whether one of the entries, with commas or blanks between them, is about this host. */
  static boolean covers(String list, String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    return Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .anyMatch(entry -> entry.equals("*") || isAbout(entry, name, port));
  }

  private static boolean isAbout(String entry, String name, int port) {
    Matcher matcher = ENTRY.matcher(entry);
    if (!matcher.matches()) {
      return false;
    }
    String what = bare(matcher.group(1));
    String onlyPort = matcher.group(2);
    return (onlyPort == null || Integer.parseInt(onlyPort) == port)
        && (name.equals(what) || name.endsWith("." + what) || isIn(what, name));
  }

  /** Whether the address is in the network, both of one kind. */
  private static boolean isIn(String network, String address) {
    String[] parts = network.split("/", 2);
    byte[] prefix = NetUtil.createByteArrayFromIpAddressString(parts[0]);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (prefix == null || bytes == null || prefix.length != bytes.length) {
      return false;
    }
    int bits = prefix.length * 8;
    if (parts.length == 2) {
      if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits) {
        return false;
      }
      bits = Integer.parseInt(parts[1]);
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((prefix[bit / 8] ^ bytes[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
