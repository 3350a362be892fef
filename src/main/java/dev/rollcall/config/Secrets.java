package dev.rollcall.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads keys and headers, whose mistakes are told without their values. */
final class Secrets {

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

  /** Headers that frame a message; a wrong one would break the connection. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding", "upgrade");

  private Secrets() {}

  /**
   * An instance's key.
   *
   * @param origin where it comes from, for the sentence about it; empty for the configuration
   * @return null when there is none or it cannot be used
   */
  static @Nullable Secret key(Section section, String origin, @Nullable String value) {
    return value == null ? null : wrap(section, "api_key", origin, value, Secret::of);
  }

  /** The headers in a section. */
  static Map<String, Secret> headers(Section section) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    for (String name : section.names()) {
      String value = section.text(name);
      if (!HEADER.matcher(name).matches()) {
        section.mistake(name, "is not a header's name");
      } else if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
        section.mistake(name, "cannot be set, because the HTTP client sets it");
      } else if (value != null) {
        Secret secret = wrap(section, name, "", value, Secret::ofHeader);
        if (secret != null) {
          headers.put(name, secret);
        }
      }
    }
    return headers;
  }

  /**
   * Wraps a value.
   *
   * @param key the key whose mistake it is when it cannot be used
   * @param origin where it comes from, for the sentence about it; empty for the configuration
   * @return null when it cannot be used
   */
  static @Nullable Secret wrap(
      Section section, String key, String origin, String value, Function<String, Secret> wrapper) {
    try {
      return wrapper.apply(value);
    } catch (IllegalArgumentException unusable) {
      section.mistake(key, origin + unusable.getMessage());
      return null;
    }
  }
}
