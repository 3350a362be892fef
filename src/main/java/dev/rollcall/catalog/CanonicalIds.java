package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the canonical id of rows that say none: that of the model which OpenRouter's row shows to
 * be the same, so that one id finds a model everywhere.
 *
 * <p>A row's own canonical id stays. An OpenRouter row without one takes that of the rows that are
 * of its model elsewhere, where they agree; else its own id, which is of the same form, {@code
 * lab/model}, and unique to this model. Variants have the canonical id of their base.
 */
final class CanonicalIds {

  private final Map<String, String> openRouterIds = new HashMap<>();
  private final Map<String, String> canonicalIds = new HashMap<>();

  private CanonicalIds(List<CatalogRow> rows, OpenRouterMatcher matcher) {
    CrossReferences references = new CrossReferences(rows, matcher);
    Map<String, Set<String>> elsewhere = new HashMap<>();
    for (CatalogRow row : rows) {
      String openRouterId =
          row.type().equals("openrouter") ? null : openRouterId(row, references, matcher);
      if (openRouterId != null) {
        openRouterIds.put(row.id(), openRouterId);
        Stream.ofNullable(row.facts().canonicalId())
            .forEach(id -> elsewhere.computeIfAbsent(openRouterId, s -> new HashSet<>()).add(id));
      }
    }
    for (CatalogRow row : rows) {
      if (row.type().equals("openrouter")) {
        String id = row.facts().nativeId();
        String canonicalId = openRouters(row, elsewhere.getOrDefault(id, Set.of()));
        if (canonicalId != null) {
          canonicalIds.put(id, canonicalId);
        }
      }
    }
  }

  /** The reference that the row has, when its target is there, else what the rules find. */
  private static @Nullable String openRouterId(
      CatalogRow row, CrossReferences references, OpenRouterMatcher matcher) {
    String stored = row.links().openRouterId();
    return stored != null && matcher.has(stored) ? stored : references.of(row);
  }

  private static @Nullable String openRouters(CatalogRow row, Set<String> elsewhere) {
    if (row.facts().canonicalId() != null) {
      return row.facts().canonicalId();
    }
    if (elsewhere.size() == 1) {
      return elsewhere.iterator().next();
    }
    return OpenRouterIndex.namesOneModel(row) ? row.facts().nativeId() : null;
  }

  /** The rows of a whole catalog in the same order, each with the canonical id that is found. */
  static List<CatalogRow> find(List<CatalogRow> rows) {
    CanonicalIds ids = new CanonicalIds(rows, new OpenRouterMatcher(rows));
    return rows.stream()
        .map(row -> row.withCanonicalId(row.facts().canonicalId() == null ? ids.of(row) : null))
        .toList();
  }

  private @Nullable String of(CatalogRow row) {
    if (!row.type().equals("openrouter")) {
      String openRouterId = openRouterIds.get(row.id());
      return openRouterId == null ? null : canonicalIds.get(openRouterId);
    }
    String id = row.facts().nativeId();
    ListedId listed = ListedId.of(row.type(), id);
    return listed == null || listed.form() == Form.PLAIN
        ? canonicalIds.get(id)
        : canonicalIds.getOrDefault(id, canonicalIds.get(listed.base()));
  }
}
