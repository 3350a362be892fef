package dev.rollcall.catalog;

import dev.rollcall.model.ModelField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an update did to a catalog, by row; each list is in the catalog's order.
 *
 * @param added rows that are new
 * @param retired rows that their source no longer has
 * @param back rows that were retired
 * @param changed rows that say something else
 */
public record CatalogDiff(
    List<CatalogRow> added, List<CatalogRow> retired, List<CatalogRow> back, List<Change> changed) {

  /**
   * A row that says something else.
   *
   * @param fields what it says differently
   */
  public record Change(CatalogRow before, CatalogRow after, List<ModelField> fields) {

    /** Whether it costs something else. */
    public boolean isPrice() {
      return fields.contains(ModelField.PRICING);
    }
  }

  /** Compares two catalogs. */
  public static CatalogDiff between(CatalogFile before, CatalogFile after) {
    Map<String, CatalogRow> known = new HashMap<>();
    before.rows().forEach(row -> known.put(row.id(), row));
    List<CatalogRow> added = new ArrayList<>();
    List<CatalogRow> retired = new ArrayList<>();
    List<CatalogRow> back = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    for (CatalogRow row : after.rows()) {
      CatalogRow old = known.get(row.id());
      if (old == null) {
        added.add(row);
      } else if (old.isRetired() != row.isRetired()) {
        (row.isRetired() ? retired : back).add(row);
      } else {
        List<ModelField> fields = differences(old, row);
        if (!fields.isEmpty()) {
          changed.add(new Change(old, row, fields));
        }
      }
    }
    return new CatalogDiff(added, retired, back, changed);
  }

  private static List<ModelField> differences(CatalogRow one, CatalogRow other) {
    return Arrays.stream(ModelField.values())
        .filter(field -> !field.isSame(one.facts(), other.facts()))
        .toList();
  }
}
