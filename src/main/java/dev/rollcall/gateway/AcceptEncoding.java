package dev.rollcall.gateway;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says of the content encodings it takes (RFC 9110, 12.5.3). */
final class AcceptEncoding {

  /** A weight that refuses. */
  private static final Pattern ZERO = Pattern.compile(";\\s*[qQ]=0(\\.0{0,3})?\\s*");

  private AcceptEncoding() {}

  /**
   * Whether gzip is taken.
   *
   * @param header null when the request says nothing, which is to get the plain bytes
   */
  static boolean takesGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    if (header.equals("gzip")) {
      return true;
    }
    boolean any = false;
    for (String each : header.split(",", -1)) {
      int semicolon = each.indexOf(';');
      String name = (semicolon < 0 ? each : each.substring(0, semicolon)).strip();
      boolean taken = semicolon < 0 || !ZERO.matcher(each.substring(semicolon)).matches();
      if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
        return taken;
      }
      any |= name.equals("*") && taken;
    }
    return any;
  }
}
