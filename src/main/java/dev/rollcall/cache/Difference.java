package dev.rollcall.cache;

import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one list of an instance differs from the one before.
 *
 * @param added ids listed now and not before
 * @param removed ids listed before and not now
 * @param changed ids whose facts differ
 */
record Difference(
    List<ModelInfo> before,
    List<ModelInfo> now,
    List<String> added,
    List<String> removed,
    List<ModelChange.Changed> changed) {

  static Difference between(List<ModelInfo> before, List<ModelInfo> now) {
    return haveSameFacts(before, now)
        ? new Difference(before, now, List.of(), List.of(), List.of())
        : compared(before, now);
  }

  /** As most lists do that are fetched again, which is found out faster. */
  private static boolean haveSameFacts(List<ModelInfo> one, List<ModelInfo> other) {
    boolean same = one.size() == other.size();
    for (int i = 0; same && i < one.size(); i++) {
      same = one.get(i).facts().equals(other.get(i).facts());
    }
    return same;
  }

  private static Difference compared(List<ModelInfo> before, List<ModelInfo> now) {
    Map<String, ModelInfo> rest = new LinkedHashMap<>();
    before.forEach(model -> rest.put(model.id(), model));
    List<String> added = new ArrayList<>();
    List<ModelChange.Changed> changed = new ArrayList<>();
    for (ModelInfo model : now) {
      String id = model.id();
      ModelInfo old = rest.remove(id);
      if (old == null) {
        added.add(id);
      } else {
        List<String> fields = fields(old, model);
        if (!fields.isEmpty()) {
          changed.add(new ModelChange.Changed(id, fields));
        }
      }
    }
    return new Difference(
        before, now, List.copyOf(added), List.copyOf(rest.keySet()), List.copyOf(changed));
  }

  /** Whether it is the difference between these very lists. */
  boolean isBetween(List<ModelInfo> one, List<ModelInfo> other) {
    return before == one && now == other;
  }

  boolean isNone() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  private static List<String> fields(ModelInfo one, ModelInfo other) {
    List<String> fields = new ArrayList<>();
    for (ModelField field : ModelField.values()) {
      if (!field.isSame(one.facts(), other.facts())) {
        fields.add(field.wireName());
      }
    }
    return fields;
  }
}
