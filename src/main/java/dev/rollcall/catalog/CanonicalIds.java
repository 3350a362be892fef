package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    Map<String, String> found = CrossReferences.of(rows, matcher);
    Map<String, Set<String>> elsewhere = new HashMap<>();
    for (CatalogRow row : rows) {
      String stored = row.links().openRouterId();
      String openRouterId = stored == null ? found.get(row.id()) : stored;
      if (openRouterId != null) {
        openRouterIds.put(row.id(), openRouterId);
        if (row.facts().canonicalId() != null) {
          elsewhere
              .computeIfAbsent(openRouterId, unseen -> new HashSet<>())
              .add(Objects.requireNonNull(row.facts().canonicalId()));
        }
      }
    }
    for (CatalogRow row : rows) {
      if (row.type().equals("openrouter")) {
        String id = row.facts().nativeId();
        String own = row.facts().canonicalId();
        Set<String> others = elsewhere.getOrDefault(id, Set.of());
        if (own != null) {
          canonicalIds.put(id, own);
        } else if (others.size() == 1) {
          canonicalIds.put(id, others.iterator().next());
        } else if (OpenRouterIndex.namesOneModel(row)) {
          canonicalIds.put(id, id);
        }
      }
    }
  }

  /** The rows, each with its canonical id where one is known, in the same order. */
  static List<CatalogRow> complete(List<CatalogRow> rows) {
    CanonicalIds ids = new CanonicalIds(rows, new OpenRouterMatcher(rows));
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
