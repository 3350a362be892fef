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
 * Completes rows with the canonical id of the model that OpenRouter's row shows to be the same, so
 * that one id finds a model everywhere.
 *
 * <p>A row's own canonical id stays. An OpenRouter row without one takes that of the rows that are
 * of its model elsewhere, where they agree; else its own id, which is of the same form, {@code
 * lab/model}, and nobody's but this model's. Variants have the canonical id of their base.
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

  /** The rows, each with its canonical id where one is known, in the same order. */
  static List<CatalogRow> complete(List<CatalogRow> rows, OpenRouterMatcher matcher) {
    CanonicalIds ids = new CanonicalIds(rows, matcher);
    return rows.stream().map(ids::complete).toList();
  }

  private CatalogRow complete(CatalogRow row) {
    String id = row.facts().canonicalId() == null ? canonicalId(row) : null;
    return id == null
        ? row
        : new CatalogRow(
            row.type(),
            row.facts().toBuilder().canonicalId(id).build(),
            row.source(),
            row.filled(),
            row.lastSeen(),
            row.links());
  }

  private @Nullable String canonicalId(CatalogRow row) {
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
