package dev.rollcall.model;

import java.time.Instant;
import java.util.List;

/**
 * What an instance lists now that it did not, no longer lists, or lists otherwise.
 *
 * @param seq strictly increasing over all instances and restarts
 * @param provider the instance
 * @param at when Rollcall noticed
 * @param initial whether this is the instance's first list ever; then no id is named
 * @param added ids listed now and not before
 * @param removed ids listed before and not now
 * @param changed ids whose facts differ
 */
public record ModelChange(
    long seq,
    String provider,
    Instant at,
    boolean initial,
    List<String> added,
    List<String> removed,
    List<Changed> changed) {

  public ModelChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /**
   * An entry that differs.
   *
   * @param fields the JSON names of what differs
   */
  public record Changed(String id, List<String> fields) {
    public Changed {
      fields = List.copyOf(fields);
    }
  }
}
