package dev.rollcall.cache;

/**
 * Until when a list is served without asking its provider, in monotonic milliseconds.
 *
 * @param expiresAt from then on the provider is to be asked
 * @param nextAttemptAt from then on it may be asked
 * @param failed whether its last request failed; then callers are answered at once and the request
 *     runs behind them
 */
public record Freshness(long expiresAt, long nextAttemptAt, boolean failed) {

  /** Whether a reader at {@code now} has to say that it was here before it is served. */
  public boolean wantsRequest(long now) {
    return now >= expiresAt && now >= nextAttemptAt;
  }
}
