package dev.rollcall.model;

import org.jspecify.annotations.Nullable;

/**
 * How a list came about, as RFC 9211's {@code Cache-Status} says it.
 *
 * @param forward why a provider had to be waited for; null when nobody was (a hit)
 * @param collapsed whether the awaited request was already running
 */
public record CacheStatus(@Nullable Forward forward, boolean collapsed) {

  /** Served without waiting. */
  public static final CacheStatus HIT = new CacheStatus(null, false);

  /** The header's value. */
  public String header() {
    if (forward == null) {
      return "rollcall; hit";
    }
    return "rollcall; fwd=" + forward.wireName() + (collapsed ? "; collapsed" : "");
  }

  /** Why a provider was waited for. */
  public enum Forward implements WireName {
    /** There was no list. */
    MISS,
    /** There was a list past its TTL. */
    STALE
  }
}
