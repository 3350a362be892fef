package dev.rollcall.cache;

import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ModelFacts;
import java.time.Instant;
import java.util.List;

/**
 * A last good list as it survives a restart.
 *
 * @param instance whose it is
 * @param type the type the instance had
 * @param account whose key and address it was fetched with
 * @param fetchedOn when, by wall clock
 * @param skipped how many of the provider's entries were not usable
 * @param builtin whether it came with the type
 * @param listed whether the change feed has its ids; it has not when the instance is off
 * @param globs which native ids the change feed has
 * @param seq the last change that it was written after
 * @param models exactly as the provider gave them
 */
record StoredList(
    String instance,
    String type,
    Fingerprint account,
    Instant fetchedOn,
    int skipped,
    boolean builtin,
    boolean listed,
    Globs globs,
    long seq,
    List<ModelFacts> models) {

  StoredList {
    models = List.copyOf(models);
  }

  /** What is kept of an instance, as it is configured now. */
  static StoredList of(InstanceConfig config, Kept kept, long seq) {
    return new StoredList(
        config.name(),
        config.type().name(),
        Fingerprint.of(config),
        kept.fetchedOn(),
        kept.skipped(),
        kept.builtin(),
        config.isOn(),
        config.models(),
        seq,
        kept.models());
  }

  /** The same after the change feed has taken its ids off. */
  StoredList unlisted() {
    return new StoredList(
        instance, type, account, fetchedOn, skipped, builtin, false, globs, seq, models);
  }
}
