package dev.rollcall.catalog;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Updates a catalog from its sources. Pure: no file, no network, no clock.
 *
 * <ul>
 *   <li>A row that a source has replaces the one there is, a retired one too.
 *   <li>A row that its source no longer has is retired; its last day is that of the source that had
 *       it.
 *   <li>OpenRouter's own list, once it was read, is the source of OpenRouter's rows. models.dev
 *       then only adds what OpenRouter does not say.
 *   <li>An input that was read before, as its hash tells, keeps its date and its rows' sources, so
 *       that reading it again changes nothing.
 * </ul>
 */
public final class CatalogMerge {

  /** What models.dev may add to OpenRouter's own rows. */
  private static final Set<ModelField> FILLED =
      EnumSet.of(
          ModelField.FAMILY,
          ModelField.CANONICAL_ID,
          ModelField.KNOWLEDGE_CUTOFF,
          ModelField.RELEASED,
          ModelField.OPEN_WEIGHTS);

  private final CatalogFile last;
  private final Map<String, CatalogRow> known;
  private final Map<String, CatalogRow> rows = new TreeMap<>();

  private CatalogMerge(CatalogFile last) {
    this.last = last;
    known = byId(last.rows());
  }

  /**
   * The catalog after an update.
   *
   * @param last the catalog before
   * @param openRouter OpenRouter's own list; null when it was not read
   * @throws CatalogException when a source is not to be taken
   */
  public static CatalogFile update(
      CatalogFile last, CatalogInput modelsDev, @Nullable CatalogInput openRouter) {
    boolean ownList =
        openRouter != null || last.rows().stream().anyMatch(CatalogMerge::isCurrentAndOwn);
    InputCheck.modelsDev(modelsDev, last, !ownList);
    if (openRouter != null) {
      InputCheck.openRouter(openRouter, last);
    }
    return new CatalogMerge(last).merge(modelsDev, openRouter, ownList);
  }

  private CatalogFile merge(
      CatalogInput modelsDev, @Nullable CatalogInput openRouter, boolean ownList) {
    for (CatalogRow row : last.rows()) {
      rows.put(row.id(), row.isRetired() ? row : row.retired(dayOf(row)));
    }
    CatalogInput before = asBefore(modelsDev);
    Map<Boolean, List<CatalogRow>> parts =
        before.rows().stream()
            .collect(
                Collectors.partitioningBy(
                    row -> ownList && row.type().equals(OpenRouterImport.TYPE)));
    Objects.requireNonNull(parts.get(false)).forEach(row -> rows.put(row.id(), row));
    if (ownList) {
      Map<String, CatalogRow> fillers = byId(Objects.requireNonNull(parts.get(true)));
      for (CatalogRow own : openRouter == null ? standing() : asBefore(openRouter).rows()) {
        rows.put(own.id(), filled(own, fillers.get(own.id())));
      }
    }
    return new CatalogFile(
        sources(Stream.of(modelsDev, openRouter).filter(Objects::nonNull)),
        List.copyOf(rows.values()));
  }

  /** OpenRouter's own rows as they were read the last time. */
  private List<CatalogRow> standing() {
    return last.rows().stream()
        .filter(CatalogMerge::isCurrentAndOwn)
        .map(CatalogMerge::unfilled)
        .toList();
  }

  private static boolean isCurrentAndOwn(CatalogRow row) {
    return !row.isRetired() && CatalogInput.isOpenRoutersOwn(row);
  }

  /** The rows, each from the source it was from when the same input was read before. */
  private CatalogInput asBefore(CatalogInput input) {
    return new CatalogInput(
        input.source(), input.rows().stream().map(row -> asBefore(row, input.source())).toList());
  }

  private CatalogRow asBefore(CatalogRow row, CatalogSource source) {
    CatalogRow before = known.get(row.id());
    CatalogSource from = before == null || before.isRetired() ? null : last.source(before.source());
    return from != null && from.sha256().equals(source.sha256()) ? row.from(from.name()) : row;
  }

  /** The last day of a row that is gone. */
  private String dayOf(CatalogRow row) {
    CatalogSource source = last.source(row.source());
    return source != null
        ? source.date()
        : last.sources().stream()
            .map(CatalogSource::date)
            .max(String::compareTo)
            .orElseThrow(
                () -> new CatalogException("The catalog's header does not say when it was made."));
  }

  private List<CatalogSource> sources(Stream<CatalogInput> inputs) {
    Map<String, CatalogSource> sources = new LinkedHashMap<>();
    last.sources().forEach(source -> sources.put(source.name(), source));
    Set<String> named =
        rows.values().stream()
            .flatMap(
                row -> Stream.of(row.source(), row.filled() == null ? null : row.filled().source()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    inputs
        .map(CatalogInput::source)
        .forEach(
            read -> {
              named.add(read.name());
              sources.merge(read.name(), read, CatalogMerge::newer);
            });
    return sources.values().stream().filter(source -> named.contains(source.name())).toList();
  }

  private static CatalogSource newer(CatalogSource before, CatalogSource read) {
    return before.sha256().equals(read.sha256()) ? before : read;
  }

  /** OpenRouter's row with what models.dev adds, which the row tells apart. */
  private static CatalogRow filled(CatalogRow own, @Nullable CatalogRow filler) {
    if (filler == null || filler.source() == null) {
      return own;
    }
    ModelFacts mine = own.facts();
    Set<ModelField> fields =
        FILLED.stream()
            .filter(field -> field.isAbsent(mine) && !field.isAbsent(filler.facts()))
            .collect(Collectors.toSet());
    return fields.isEmpty()
        ? own
        : row(
            own,
            mine.orElse(filler.facts(), fields),
            new CatalogRow.Filled(filler.source(), fields));
  }

  /** The row as OpenRouter gave it. */
  private static CatalogRow unfilled(CatalogRow row) {
    CatalogRow.Filled filled = row.filled();
    if (filled == null) {
      return row;
    }
    Set<ModelField> own = EnumSet.allOf(ModelField.class);
    own.removeAll(filled.fields());
    return row(row, CatalogRow.only(own, row.facts()).build(), null);
  }

  private static CatalogRow row(
      CatalogRow row, ModelFacts facts, CatalogRow.@Nullable Filled filled) {
    return new CatalogRow(row.type(), facts, row.source(), filled, row.lastSeen(), row.links());
  }

  private static Map<String, CatalogRow> byId(Collection<CatalogRow> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                CatalogRow::id, Function.identity(), (one, other) -> one, HashMap::new));
  }
}
