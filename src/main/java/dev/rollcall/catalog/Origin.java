package dev.rollcall.catalog;

import dev.rollcall.model.ModelField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a field of a row of the catalog is from.
 *
 * @param row the row, as {@code type/native id}
 * @param source the name of the {@link CatalogSource} that says it; null when that is not recorded
 * @param date the day on which the source stood so; of a retired row the day it was last seen,
 *     {@code YYYY-MM-DD}; null when that is not recorded
 * @param retired whether the sources no longer have it
 */
public record Origin(String row, @Nullable String source, @Nullable String date, boolean retired) {

  /** The origin of a row's field. */
  static Origin of(CatalogRow row, ModelField field, List<CatalogSource> sources) {
    String name = row.sourceOf(field);
    String date =
        sources.stream()
            .filter(source -> source.name().equals(name))
            .map(CatalogSource::date)
            .findFirst()
            .orElse(null);
    return new Origin(row.id(), name, row.isRetired() ? row.lastSeen() : date, row.isRetired());
  }
}
