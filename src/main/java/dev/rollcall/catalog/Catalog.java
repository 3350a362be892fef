package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import dev.rollcall.catalog.OpenRouterMatcher.Found;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in memory: every type's models for fallback lists, and what it adds to live lists by
 * matching within the type's own rows ({@code enrich_with_catalog(provider)}), then to OpenRouter's
 * ({@code enrich_with_catalog_by_name()}), and last by what an id says. Every look-up is a few hash
 * look-ups, whatever the number of rows.
 *
 * <p>What it answers never changes. Rows of the embedded catalog are read and indexed when they are
 * first needed, which {@link #prepareModels} and {@link #prepareToEnrich} do beforehand. May be
 * used from any thread.
 */
public final class Catalog implements ModelCatalog {

  private final CatalogRows rows;
  private final Map<String, TypeRows> types = new ConcurrentHashMap<>();
  private final Lazy<OpenRouterMatcher> openRouter =
      new Lazy<>(() -> new OpenRouterMatcher(type(OpenRouterImport.TYPE).rows()));
  private final Lazy<List<ModelInfo>> entries = new Lazy<>(this::allEntries);

  /** A catalog of these rows, whose canonical ids were found before. */
  public Catalog(CatalogFile file) {
    this(new RowsOfFile(file));
  }

  private Catalog(CatalogRows rows) {
    this.rows = rows;
  }

  /**
   * Reads a catalog: of the embedded one what is needed for now, another one as a whole, with all
   * checks. It blocks for as long as reading a file takes: not for an event loop.
   *
   * @param file null reads the embedded one
   * @throws CatalogException when the file cannot be read, or naming the line that is broken
   */
  public static Catalog load(@Nullable Path file) {
    return file == null
        ? new Catalog(EmbeddedRows.of(CatalogFile.bytes(null)))
        : new Catalog(CatalogFile.load(file).withCanonicalIds());
  }

  /**
   * Reads the models of these types, unless they are read already, so that no request waits for
   * that later. It blocks: not for an event loop.
   */
  public void prepareModels(Collection<String> configured) {
    configured.forEach(this::type);
  }

  /** The same for what it takes to enrich lists of these types. */
  public void prepareToEnrich(Collection<String> configured) {
    openRouter.get();
    configured.forEach(name -> type(name).index());
  }

  @Override
  public List<ModelFacts> models(String type) {
    return type(type).models();
  }

  @Override
  public List<Enriched> enrich(String type, List<ModelFacts> listed) {
    RowIndexes own = type(type).index();
    NativeMatcher matcher = new NativeMatcher(own.current(), own.retired(), listed);
    return listed.stream().map(facts -> enrich(type, facts, matcher)).toList();
  }

  /**
   * Where a field of a row is from.
   *
   * @param rowId as {@link dev.rollcall.model.Enrichment#from()} names it
   * @return null when there is no such row
   */
  public @Nullable Origin origin(String rowId, ModelField field) {
    int slash = rowId.indexOf('/');
    CatalogRow row =
        slash < 0 ? null : type(rowId.substring(0, slash)).row(rowId.substring(slash + 1));
    return row == null ? null : Origin.of(row, field, rows.sources());
  }

  /**
   * Every model that is not retired, as an entry whose instance is its type; by type and id. The
   * first time it blocks: not for an event loop.
   */
  public List<ModelInfo> entries() {
    return entries.get();
  }

  /** Where the rows are from. */
  public List<CatalogSource> sources() {
    return rows.sources();
  }

  private List<ModelInfo> allEntries() {
    return rows.types().stream()
        .flatMap(
            name ->
                type(name).models().stream()
                    .map(facts -> new ModelInfo(name, name, Source.CATALOG, facts, null)))
        .toList();
  }

  private TypeRows type(String name) {
    return rows.types().contains(name)
        ? types.computeIfAbsent(name, first -> TypeRows.of(rows.of(name)))
        : TypeRows.NONE;
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
    OpenRouterMatcher matcher = openRouter.get();
    Found found = matcher.find(type, id.id(), listed.parameterCount());
    if (found != null) {
      return elsewhere(type, found, "", Form.PLAIN);
    }
    found = id.form() == Form.PLAIN ? null : matcher.find(type, id.base(), null);
    return found == null ? null : elsewhere(type, found, id.rulePrefix(), id.form());
  }

  private static Match elsewhere(String type, Found found, String rulePrefix, Form form) {
    Set<ModelField> fills = Fills.openRouter(type, found.rule(), found.row());
    return Match.of(found.row(), rulePrefix + found.ruleName(), form, fills);
  }

  /** The rows of a file, all of them read. */
  private record RowsOfFile(List<CatalogSource> sources, SortedMap<String, List<CatalogRow>> byType)
      implements CatalogRows {

    RowsOfFile(CatalogFile file) {
      this(
          file.sources(),
          file.rows().stream()
              .collect(
                  Collectors.groupingBy(
                      CatalogRow::type, TreeMap::new, Collectors.toUnmodifiableList())));
    }

    @Override
    public Set<String> types() {
      return byType.keySet();
    }

    @Override
    public List<CatalogRow> of(String type) {
      return byType.getOrDefault(type, List.of());
    }
  }

  /** One type's rows. */
  private static final class TypeRows {

    static final TypeRows NONE = of(List.of());

    private final List<CatalogRow> rows;
    private final Map<String, CatalogRow> byId;
    private final List<ModelFacts> models;
    private final Lazy<RowIndexes> index;

    private TypeRows(List<CatalogRow> rows) {
      this.rows = rows;
      byId = rows.stream().collect(Collectors.toMap(row -> row.facts().nativeId(), row -> row));
      models =
          rows.stream()
              .filter(row -> !row.isRetired())
              .map(CatalogRow::facts)
              .collect(Collectors.toUnmodifiableList());
      index = new Lazy<>(() -> RowIndexes.of(rows));
    }

    static TypeRows of(List<CatalogRow> rows) {
      return new TypeRows(rows.stream().map(CatalogRow::identified).toList());
    }

    List<CatalogRow> rows() {
      return rows;
    }

    /** The row with this native id, a retired one too; null when there is none. */
    @Nullable CatalogRow row(String id) {
      return byId.get(id);
    }

    /** What is known of those that are not retired. */
    List<ModelFacts> models() {
      return models;
    }

    RowIndexes index() {
      return index.get();
    }
  }

  /** One type's rows by id. */
  private record RowIndexes(RowIndex current, RowIndex retired) {

    static RowIndexes of(List<CatalogRow> rows) {
      Map<Boolean, List<CatalogRow>> parts =
          rows.stream().collect(Collectors.partitioningBy(CatalogRow::isRetired));
      return new RowIndexes(
          new RowIndex(parts.getOrDefault(false, List.of())),
          new RowIndex(parts.getOrDefault(true, List.of())));
    }
  }
}
