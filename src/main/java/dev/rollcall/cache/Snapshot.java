package dev.rollcall.cache;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to serve at one moment, immutable.
 *
 * @param seq the last change it contains
 * @param instances by name, in configured order; the ones that are off too
 */
public record Snapshot(long seq, Map<String, InstanceList> instances) {

  public Snapshot {
    instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
  }

  /** The instance of that name; null when none is configured. */
  public @Nullable InstanceList instance(String name) {
    return instances.get(name);
  }

  /** The instances that are on, in configured order. */
  public List<InstanceList> enabled() {
    return instances.values().stream().filter(list -> list.status().enabled()).toList();
  }
}
