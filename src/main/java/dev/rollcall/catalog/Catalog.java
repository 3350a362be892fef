package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import dev.rollcall.catalog.OpenRouterMatcher.Found;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in memory: every type's models for fallback lists, and what it adds to live lists by
 * matching within the type's own rows ({@code enrich_with_catalog(provider)}), then to OpenRouter's
 * ({@code enrich_with_catalog_by_name()}), and last by what an id says. Immutable; every look-up is
 * a few hash look-ups, whatever the number of rows.
 */
public final class Catalog implements ModelCatalog {

  private final List<CatalogSource> sources;
  private final List<ModelInfo> entries;
  private final Map<String, TypeRows> types;
  private final Map<String, CatalogRow> rows;
  private final OpenRouterMatcher openRouter;

  /** Indexes a catalog's rows. */
  public Catalog(CatalogFile file) {
    sources = file.sources();
    openRouter = new OpenRouterMatcher(file.rows());
    List<CatalogRow> completed = CanonicalIds.complete(file.rows(), openRouter);
    rows = completed.stream().collect(Collectors.toMap(CatalogRow::id, row -> row));
    entries =
        completed.stream()
            .filter(row -> !row.isRetired())
            .map(row -> new ModelInfo(row.type(), row.type(), Source.CATALOG, row.facts(), null))
            .toList();
    types =
        completed.stream()
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
    return types.getOrDefault(type, TypeRows.NONE).models();
  }

  @Override
  public List<Enriched> enrich(String type, List<ModelFacts> listed) {
    TypeRows rows = types.getOrDefault(type, TypeRows.NONE);
    NativeMatcher own = new NativeMatcher(rows.current(), rows.retired(), listed);
    return listed.stream().map(facts -> enrich(type, facts, own)).toList();
  }

  /**
   * Where a field of a row is from.
   *
   * @param rowId as {@link dev.rollcall.model.Enrichment#from()} names it
   * @return null when there is no such row
   */
  public @Nullable Origin origin(String rowId, ModelField field) {
    CatalogRow row = rows.get(rowId);
    return row == null ? null : Origin.of(row, field, sources);
  }

  /** Every model that is not retired, as an entry whose instance is its type; by type and id. */
  public List<ModelInfo> entries() {
    return entries;
  }

  /** Where the rows are from. */
  public List<CatalogSource> sources() {
    return sources;
  }

  private Enriched enrich(String type, ModelFacts listed, NativeMatcher own) {
    ListedId id = ListedId.of(type, listed.nativeId());
    if (id == null) {
      return new Enriched(listed, null);
    }
    Match match = own.find(id, listed);
    if (match == null) {
      match = elsewhere(type, id, listed);
    }
    Enriched enriched = match == null ? new Enriched(listed, null) : match.fill(listed);
    return enriched.enrichment() == null ? IdNames.describe(listed, id.base()) : enriched;
  }

  private @Nullable Match elsewhere(String type, ListedId id, ModelFacts listed) {
    Found found = openRouter.find(type, id.id(), listed.parameterCount());
    if (found != null) {
      return elsewhere(type, found, "", Form.PLAIN);
    }
    found = id.form() == Form.PLAIN ? null : openRouter.find(type, id.base(), null);
    return found == null ? null : elsewhere(type, found, id.rulePrefix(), id.form());
  }

  private Match elsewhere(String type, Found found, String rulePrefix, Form form) {
    CatalogRow row = rows.getOrDefault(found.row().id(), found.row());
    Set<ModelField> fills = Fills.openRouter(type, found.rule(), row);
    return Match.of(row, rulePrefix + found.ruleName(), form, fills);
  }

  /**
   * One type's rows.
   *
   * @param models those that are not retired
   */
  private record TypeRows(List<ModelFacts> models, RowIndex current, RowIndex retired) {

    static final TypeRows NONE = of(List.of());

    static TypeRows of(List<CatalogRow> rows) {
      Map<Boolean, List<CatalogRow>> parts =
          rows.stream().collect(Collectors.partitioningBy(CatalogRow::isRetired));
      List<CatalogRow> current = parts.getOrDefault(false, List.of());
      List<CatalogRow> retired = parts.getOrDefault(true, List.of());
      return new TypeRows(
          current.stream().map(CatalogRow::facts).collect(Collectors.toUnmodifiableList()),
          new RowIndex(current),
          new RowIndex(retired));
    }
  }
}
