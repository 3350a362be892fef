package dev.rollcall.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of one type by an id, in a few hash look-ups. A key that two rows share finds
 * neither, because which one is meant would be a guess.
 */
final class RowIndex {

  private final Map<String, CatalogRow> byId = new HashMap<>();
  private final Map<String, CatalogRow> byKey;
  private final Map<String, CatalogRow> undatedByName;
  private final Map<String, CatalogRow> datedByName;

  RowIndex(Collection<CatalogRow> rows) {
    Unique all = new Unique();
    Unique undated = new Unique();
    Unique dated = new Unique();
    for (CatalogRow row : rows) {
      String id = row.facts().nativeId();
      byId.put(id, row);
      ListedId listed = ListedId.of(row.type(), id);
      if (listed != null && listed.form() == ListedId.Form.PLAIN) {
        String key = IdKeys.normalised(id);
        String name = IdKeys.undated(key);
        all.add(key, row);
        (name.equals(key) ? undated : dated).add(IdKeys.claude(name), row);
      }
    }
    byKey = all.rows();
    undatedByName = undated.rows();
    datedByName = dated.rows();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The row with this id. */
  @Nullable CatalogRow exact(String id) {
    return byId.get(id);
  }

  /** The row whose id means the same, though it is written otherwise. */
  @Nullable Hit similar(String id) {
    String key = IdKeys.normalised(id);
    CatalogRow row = byKey.get(key);
    if (row != null) {
      return new Hit(row, "normalised");
    }
    String undated = IdKeys.undated(key);
    String name = IdKeys.claude(undated);
    boolean hasDate = !undated.equals(key);
    row = undatedByName.get(name);
    if (row != null) {
      return new Hit(row, hasDate ? "undated" : "claude-name");
    }
    row = hasDate ? null : datedByName.get(name);
    return row == null ? null : new Hit(row, "only-dated");
  }

  /**
   * A row and what found it.
   *
   * @param rule the rule's name, as entries carry it
   */
  record Hit(CatalogRow row, String rule) {}
}
