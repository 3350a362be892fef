package dev.rollcall.cache;

import dev.rollcall.model.ModelFacts;
import java.time.Instant;
import java.util.List;

/**
 * A last good list, exactly as the provider gave it.
 *
 * @param builtin whether it came with the type
 * @param fetchedAt when, in monotonic milliseconds
 * @param fetchedOn when, for people
 */
record Kept(
    List<ModelFacts> models, int skipped, boolean builtin, long fetchedAt, Instant fetchedOn) {
  Kept {
    models = List.copyOf(models);
  }

  /** The same with other models. */
  Kept with(List<ModelFacts> other) {
    return new Kept(other, skipped, builtin, fetchedAt, fetchedOn);
  }
}
