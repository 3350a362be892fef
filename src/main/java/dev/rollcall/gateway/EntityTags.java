package dev.rollcall.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The entity tags that a request has of what it asks for (RFC 9110, 13.1.2). */
final class EntityTags {

  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private EntityTags() {}

  /**
   * Whether the requester has what it would be sent.
   *
   * @param ifNoneMatch null when it says nothing of that
   */
  static boolean have(@Nullable String ifNoneMatch, CharSequence etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.equals(etag.toString()) || ifNoneMatch.strip().equals("*")) {
      return true;
    }
    Matcher tags = TAG.matcher(ifNoneMatch);
    while (tags.find()) {
      if (tags.group(1).contentEquals(etag)) {
        return true;
      }
    }
    return false;
  }
}
