package dev.rollcall.cache;

import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /**
   * Compares an instance's list with its last one, which it replaces.
   *
   * @return null when nothing changed
   */
  @Nullable ModelChange listed(String instance, List<ModelInfo> now, Instant at) {
    List<ModelInfo> before = lists.put(instance, now);
    if (before == now) {
      return null;
    }
    if (before == null) {
      return new ModelChange(
          nextSeq.getAsLong(), instance, at, true, List.of(), List.of(), List.of());
    }
    return compare(instance, before, now, at);
  }

  /**
   * Notes that an instance is listed no more.
   *
   * @return null when it never was
   */
  @Nullable ModelChange gone(String instance, Instant at) {
    return lists.containsKey(instance) ? listed(instance, List.of(), at) : null;
  }

  private @Nullable ModelChange compare(
      String instance, List<ModelInfo> before, List<ModelInfo> now, Instant at) {
    Map<String, ModelInfo> rest = byId(before);
    List<String> added = new ArrayList<>();
    List<ModelChange.Changed> changed = new ArrayList<>();
    for (ModelInfo model : now) {
      ModelInfo old = rest.remove(model.id());
      if (old == null) {
        added.add(model.id());
      } else {
        List<String> fields = differences(old, model);
        if (!fields.isEmpty()) {
          changed.add(new ModelChange.Changed(model.id(), fields));
        }
      }
    }
    if (added.isEmpty() && rest.isEmpty() && changed.isEmpty()) {
      return null;
    }
    return new ModelChange(
        nextSeq.getAsLong(), instance, at, false, added, List.copyOf(rest.keySet()), changed);
  }

  private static Map<String, ModelInfo> byId(List<ModelInfo> models) {
    Map<String, ModelInfo> byId = new LinkedHashMap<>();
    models.forEach(model -> byId.put(model.id(), model));
    return byId;
  }

  private static List<String> differences(ModelInfo one, ModelInfo other) {
    List<String> fields = new ArrayList<>();
    for (ModelField field : ModelField.values()) {
      if (!field.isSame(one.facts(), other.facts())) {
        fields.add(field.wireName());
      }
    }
    return fields;
  }
}
