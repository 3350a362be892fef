package dev.rollcall.cache;

import dev.rollcall.bus.Outcome;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A last good list, exactly as the provider gave it.
 *
 * @param builtin whether it came with the type
 * @param fetchedAt when, in monotonic milliseconds
 * @param fetchedOn when, for people
 * @param outdated whether its TTL was over when it was read from its file
 */
record Kept(
    List<ModelFacts> models,
    int skipped,
    boolean builtin,
    long fetchedAt,
    Instant fetchedOn,
    boolean outdated) {

  /** Before any TTL or age that can be configured began, and far from an overflow. */
  private static final long AGES_AGO = Long.MIN_VALUE / 2;

  Kept {
    models = List.copyOf(models);
  }

  /** A list that has just come. */
  static Kept of(Outcome.Listed listed, long at, Instant on) {
    return new Kept(listed.models(), listed.skipped(), listed.builtin(), at, on, false);
  }

  /** A list from its file. Its age goes by wall clock; one from the future has no age to trust. */
  static Kept restored(StoredList list, Ticker ticker, Duration ttl) {
    long age = ticker.now().toEpochMilli() - list.fetchedOn().toEpochMilli();
    return new Kept(
        list.models(),
        list.skipped(),
        list.builtin(),
        age < 0 ? AGES_AGO : ticker.millis() - age,
        list.fetchedOn(),
        age < 0 || age >= ttl.toMillis());
  }

  /** The same with other models. */
  Kept with(List<ModelFacts> other) {
    return new Kept(other, skipped, builtin, fetchedAt, fetchedOn, outdated);
  }
}
