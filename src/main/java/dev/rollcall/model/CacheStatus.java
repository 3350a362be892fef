package dev.rollcall.model;

import org.jspecify.annotations.Nullable;

/**
 * How a list came about, as RFC 9211's {@code Cache-Status} says it.
 *
 * @param forward why a provider had to be waited for; null when none was (a hit)
 * @param collapsed whether the awaited request was already running
 */
public record CacheStatus(@Nullable Forward forward, boolean collapsed) {

  /** Served without waiting. */
  public static final CacheStatus HIT = new CacheStatus(null, false);

  /** Returns the status for a caller that joined the running request. */
  public CacheStatus collapsedOnto() {
    return forward == null || collapsed ? this : new CacheStatus(forward, true);
  }

  /** The header's value. */
  public String header() {
    if (forward == null) {
      return "rollcall; hit";
    }
    return "rollcall; fwd=" + forward.wireName() + (collapsed ? "; collapsed" : "");
  }

  /** Reads a header's value; what it does not say is a hit. */
  public static CacheStatus parse(@Nullable String header) {
    if (header == null) {
      return HIT;
    }
    for (Forward forward : Forward.values()) {
      if (header.contains("fwd=" + forward.wireName())) {
        return new CacheStatus(forward, header.contains("collapsed"));
      }
    }
    return HIT;
  }

  /** Why a provider was waited for. */
  public enum Forward implements WireName {
    /** There was no list. */
    MISS,
    /** There was a list past its TTL. */
    STALE
  }
}
