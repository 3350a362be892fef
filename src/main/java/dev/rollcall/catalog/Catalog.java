package dev.rollcall.catalog;

import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in memory: every type's models for fallback lists, and what it adds to live lists by
 * matching within the type's own rows ({@code enrich_with_catalog(provider)}). Immutable; every
 * look-up is a few hash look-ups, whatever the number of rows.
 */
public final class Catalog implements ModelCatalog {

  private final List<CatalogSource> sources;
  private final List<ModelInfo> entries;
  private final Map<String, TypeRows> types;

  /** Indexes a catalog's rows. */
  public Catalog(CatalogFile file) {
    sources = file.sources();
    entries =
        file.rows().stream()
            .filter(row -> !row.isRetired())
            .map(row -> new ModelInfo(row.type(), row.type(), Source.CATALOG, row.facts(), null))
            .toList();
    types =
        file.rows().stream()
            .collect(
                Collectors.groupingBy(
                    CatalogRow::type,
                    Collectors.collectingAndThen(Collectors.toList(), TypeRows::of)));
  }

  /**
   * Reads and checks a catalog. It blocks for as long as reading a file takes: not for an event
   * loop.
   *
   * @param file null reads the embedded one
   * @throws CatalogException when the file cannot be read, or naming the line that is broken
   */
  public static Catalog load(@Nullable Path file) {
    return new Catalog(CatalogFile.load(file));
  }

  @Override
  public List<ModelFacts> models(String type) {
    TypeRows rows = types.get(type);
    return rows == null ? List.of() : rows.models();
  }

  @Override
  public List<Enriched> enrich(String type, List<ModelFacts> listed) {
    TypeRows rows = types.get(type);
    if (rows == null) {
      return EMPTY.enrich(type, listed);
    }
    NativeMatcher matcher = new NativeMatcher(type, rows.current(), rows.retired(), listed);
    return listed.stream().map(facts -> enrich(facts, matcher.find(facts))).toList();
  }

  /** Every model that is not retired, as an entry whose instance is its type; by type and id. */
  public List<ModelInfo> entries() {
    return entries;
  }

  /** Where the rows are from. */
  public List<CatalogSource> sources() {
    return sources;
  }

  private static Enriched enrich(ModelFacts facts, @Nullable Match match) {
    return match == null ? new Enriched(facts, null) : match.fill(facts);
  }

  /**
   * One type's rows.
   *
   * @param models those that are not retired
   */
  private record TypeRows(List<ModelFacts> models, RowIndex current, RowIndex retired) {

    static TypeRows of(List<CatalogRow> rows) {
      Map<Boolean, List<CatalogRow>> parts =
          rows.stream().collect(Collectors.partitioningBy(CatalogRow::isRetired));
      List<CatalogRow> current = parts.getOrDefault(false, List.of());
      List<CatalogRow> retired = parts.getOrDefault(true, List.of());
      return new TypeRows(
          current.stream().map(CatalogRow::facts).toList(),
          new RowIndex(current),
          new RowIndex(retired));
    }
  }
}
