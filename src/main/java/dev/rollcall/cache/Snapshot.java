package dev.rollcall.cache;

import io.vertx.core.shareddata.Shareable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to serve at one moment, immutable. It stands under one key of a shared local
 * map, so that reading it is one look-up.
 *
 * @param seq the last change it contains
 * @param instances by name, in configured order; the ones that are off too
 */
public record Snapshot(long seq, Map<String, InstanceList> instances) implements Shareable {

  /** The key it stands under. */
  static final String KEY = "snapshot";

  public Snapshot {
    instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
  }

  /** The name of the local map that holds it. */
  static String map(String prefix) {
    return prefix + ".cache";
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
