package dev.rollcall.catalog;

import dev.rollcall.model.ModelFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by the names that one response gives to the same model: the row of an alias, or of
 * another entry that shares a name. Names that lead to two rows find neither.
 *
 * <p>An alias such as {@code mistral-large-latest} moves on: the row under it may describe what it
 * stood for when the catalog was made. It joins entries of one response, but its row is not taken.
 */
final class AliasIndex {

  /** Two rows are as ambiguous as a thousand. */
  private static final int AMBIGUOUS = 2;

  private final RowIndex rows;
  private final Map<String, Set<String>> rowIdsByName = new HashMap<>();

  AliasIndex(RowIndex rows, Collection<ModelFacts> listed) {
    this.rows = rows;
    for (ModelFacts facts : listed) {
      if (!facts.aliases().isEmpty()) {
        List<String> rowIds = rowIds(facts);
        for (String name : names(facts)) {
          add(name, rowIds);
        }
      }
    }
  }

  /** The one row that the entry's names lead to. */
  @Nullable CatalogRow find(ModelFacts listed) {
    if (rowIdsByName.isEmpty()) {
      return null;
    }
    Set<String> found = new HashSet<>();
    for (String name : names(listed)) {
      found.addAll(rowIdsByName.getOrDefault(name, Set.of()));
    }
    return found.size() == 1 ? rows.exact(found.iterator().next()) : null;
  }

  private List<String> rowIds(ModelFacts facts) {
    return isRow(facts.nativeId())
        ? List.of(facts.nativeId())
        : facts.aliases().stream().filter(this::isRow).toList();
  }

  private boolean isRow(String name) {
    return !name.endsWith("latest") && rows.exact(name) != null;
  }

  private void add(String name, List<String> rowIds) {
    if (rowIds.isEmpty()) {
      return;
    }
    Set<String> known = rowIdsByName.computeIfAbsent(name, unseen -> new HashSet<>());
    for (String rowId : rowIds) {
      if (known.size() < AMBIGUOUS) {
        known.add(rowId);
      }
    }
  }

  private static List<String> names(ModelFacts facts) {
    List<String> names = new ArrayList<>(facts.aliases());
    names.add(facts.nativeId());
    return names;
  }
}
