package dev.rollcall.cache;

import java.util.List;

/**
 * What a start finds of earlier runs.
 *
 * @param seq higher than any number an earlier run gave a change; 0 when that is not known
 * @param lists the last good lists
 */
record Restored(long seq, List<StoredList> lists) {

  /** There was no earlier run, or nothing is known of it. */
  static final Restored NOTHING = new Restored(0, List.of());

  Restored {
    lists = List.copyOf(lists);
  }
}
