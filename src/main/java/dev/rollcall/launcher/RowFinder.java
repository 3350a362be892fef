package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogException;
import dev.rollcall.catalog.CatalogFile;
import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.config.Nearest;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the row that a person means. */
final class RowFinder {

  private static final int CANDIDATES = 5;

  private RowFinder() {}

  /**
   * The row of that id, or the only one of that native id.
   *
   * @throws CatalogException naming the rows that could be meant, when there is not one
   */
  static CatalogRow find(CatalogFile catalog, String id) {
    List<CatalogRow> found = with(catalog, CatalogRow::id, id);
    if (found.isEmpty()) {
      found = with(catalog, row -> row.facts().nativeId(), id);
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (!found.isEmpty()) {
      throw new CatalogException(
          "'" + id + "' is several rows: " + join(found.stream().map(CatalogRow::id)) + ".");
    }
    List<String> near = near(catalog, id);
    throw new CatalogException(
        "The catalog has no row '"
            + id
            + "'"
            + (near.isEmpty() ? "." : "; the nearest are " + join(near.stream()) + "."));
  }

  private static List<String> near(CatalogFile catalog, String id) {
    List<String> ids = catalog.rows().stream().map(CatalogRow::id).toList();
    List<String> nativeIds = catalog.rows().stream().map(row -> row.facts().nativeId()).toList();
    return Stream.concat(
            Nearest.of(id, ids, CANDIDATES).stream(),
            Nearest.of(id, nativeIds, CANDIDATES).stream())
        .distinct()
        .limit(CANDIDATES)
        .toList();
  }

  private static List<CatalogRow> with(
      CatalogFile catalog, Function<CatalogRow, String> name, String id) {
    return catalog.rows().stream().filter(row -> name.apply(row).equals(id)).toList();
  }

  private static String join(Stream<String> ids) {
    return String.join(", ", ids.toList());
  }
}
