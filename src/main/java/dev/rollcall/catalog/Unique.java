package dev.rollcall.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rows by a key that should be theirs alone: a key that two rows share finds neither. */
final class Unique {

  private final Map<String, CatalogRow> rows = new HashMap<>();
  private final Set<String> shared = new HashSet<>();

  void add(String key, CatalogRow row) {
    CatalogRow other = rows.put(key, row);
    if (other != null && !other.id().equals(row.id())) {
      shared.add(key);
    }
  }

  /** The rows by their keys; nothing is added any more. */
  Map<String, CatalogRow> rows() {
    rows.keySet().removeAll(shared);
    return rows;
  }
}
