package dev.rollcall.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is.
 *
 * @param name the instance
 * @param type its type
 * @param enabled whether it is listed and asked
 * @param reason why it is off, such as {@code no OPENAI_API_KEY}; null when it is on
 * @param source where its list is from
 * @param models how many models it lists
 * @param skipped how many entries of its last list were not usable
 * @param fetchedAt when the last good list was fetched; null when there is none
 * @param expiresAt when that list's TTL ends
 * @param circuit its circuit breaker
 * @param error why the last request brought no list; null when it did
 * @param nextAttemptAt the time before which it is not asked again; null when nothing forbids it
 * @param notStored why the last good list would not survive a restart, in one sentence; null when
 *     it would, or was not to
 */
public record ProviderStatus(
    String name,
    String type,
    boolean enabled,
    @Nullable String reason,
    Source source,
    int models,
    int skipped,
    @Nullable Instant fetchedAt,
    @Nullable Instant expiresAt,
    CircuitState circuit,
    @Nullable ListError error,
    @Nullable Instant nextAttemptAt,
    @Nullable String notStored) {

  /** Whether it is published after the status before: its source, error or circuit differ. */
  public boolean isNewsAfter(ProviderStatus before) {
    return enabled != before.enabled
        || source != before.source
        || circuit != before.circuit
        || code() != before.code();
  }

  private @Nullable ErrorCode code() {
    return error == null ? null : error.code();
  }
}
