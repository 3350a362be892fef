package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with at most one parameter: {@code {name}} stands for a segment, {@code {id}} for all that
 * follows. It is matched against the raw path, because normalising one would change ids such as
 * {@code my-vllm//models/x}.
 */
final class PathTemplate {

  private final String text;
  private final String regex;
  private final Pattern parameter;

  PathTemplate(String text) {
    this.text = text;
    String trailing = text.endsWith("{id}") ? "" : "/?";
    // No group for the router: it would decode it, and answer for itself where that fails.
    String stem = text.equals("/") ? "" : text.replace(".", "\\.");
    this.regex = stem.replace("{name}", "[^/]+").replace("{id}", ".+") + trailing;
    this.parameter =
        Pattern.compile(stem.replace("{name}", "([^/]+)").replace("{id}", "(.+)") + trailing);
  }

  /** What the router matches the raw path with. */
  String regex() {
    return regex;
  }

  /**
   * The parameter's value, percent-decoded once.
   *
   * @param path a raw path that matches
   * @throws RequestFailure 400 when it is not percent-encoded as it should be
   */
  String parameter(String path) {
    Matcher matcher = parameter.matcher(path);
    if (!matcher.matches() || matcher.groupCount() == 0) {
      throw new IllegalArgumentException(text + " has no parameter");
    }
    try {
      // In a path a plus is a plus; the decoder is made for forms.
      return URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEncoding) {
      throw new RequestFailure(
          400, "invalid_path", "the path has a % that two hexadecimal digits do not follow", null);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
