package dev.rollcall.cache;

import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What each instance last listed by itself, and what has changed since. */
final class Baselines {

  private final LongSupplier nextSeq;
  private final Map<String, List<ModelInfo>> lists = new HashMap<>();

  /**
   * Starts without a list.
   *
   * @param nextSeq numbers the changes
   */
  Baselines(LongSupplier nextSeq) {
    this.nextSeq = nextSeq;
  }

  /** Takes in what instances listed last in an earlier run. */
  void restore(Map<String, List<ModelInfo>> listed) {
    lists.putAll(listed);
  }

  /** What an instance listed last; null when it never did. */
  @Nullable List<ModelInfo> of(String instance) {
    return lists.get(instance);
  }

  /**
   * Compares an instance's list with its last one, which it replaces.
   *
   * @param prepared their difference, as far as it is known
   * @return null when nothing changed
   */
  @Nullable ModelChange listed(
      String instance, List<ModelInfo> now, @Nullable Difference prepared, Instant at) {
    List<ModelInfo> before = lists.put(instance, now);
    if (before == now) {
      return null;
    }
    if (before == null) {
      return new ModelChange(
          nextSeq.getAsLong(), instance, at, true, List.of(), List.of(), List.of());
    }
    Difference difference =
        prepared != null && prepared.isBetween(before, now)
            ? prepared
            : Difference.between(before, now);
    return difference.isNone()
        ? null
        : new ModelChange(
            nextSeq.getAsLong(),
            instance,
            at,
            false,
            difference.added(),
            difference.removed(),
            difference.changed());
  }

  /**
   * Notes that an instance is listed no more.
   *
   * @return null when it never was
   */
  @Nullable ModelChange gone(String instance, Instant at) {
    return lists.containsKey(instance) ? listed(instance, List.of(), null, at) : null;
  }
}
