package dev.rollcall.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a row of the catalog is from.
 *
 * @param row the row, as {@code type/native id}
 * @param source the name of its {@link CatalogSource}; null when that is not recorded
 * @param date the day on which the source stood so; of a retired row the day it was last seen,
 *     {@code YYYY-MM-DD}; null when that is not recorded
 * @param retired whether the sources no longer have it
 */
public record Origin(String row, @Nullable String source, @Nullable String date, boolean retired) {

  /** The origins of rows by their ids. */
  static Map<String, Origin> of(List<CatalogSource> sources, List<CatalogRow> rows) {
    Map<String, String> dates = new HashMap<>();
    sources.forEach(source -> dates.put(source.name(), source.date()));
    Map<String, Origin> origins = new HashMap<>();
    for (CatalogRow row : rows) {
      String date =
          row.isRetired() || row.source() == null ? row.lastSeen() : dates.get(row.source());
      origins.put(row.id(), new Origin(row.id(), row.source(), date, row.isRetired()));
    }
    return origins;
  }
}
