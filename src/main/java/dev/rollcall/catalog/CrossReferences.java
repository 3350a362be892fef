package dev.rollcall.catalog;

import dev.rollcall.catalog.OpenRouterMatcher.Found;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are of the model that OpenRouter has under another id: by the rules of {@link
 * OpenRouterRule}, else by the canonical id that both rows have.
 */
public final class CrossReferences {

  private final OpenRouterMatcher matcher;
  private final Map<String, CatalogRow> byCanonicalId;

  CrossReferences(Collection<CatalogRow> rows, OpenRouterMatcher matcher) {
    this.matcher = matcher;
    Unique canonical = new Unique();
    for (CatalogRow row : rows) {
      String id = row.facts().canonicalId();
      if (id != null && isShared(row)) {
        canonical.add(id, row);
      }
    }
    byCanonicalId = canonical.rows();
  }

  /**
   * Finds them.
   *
   * @param rows a whole catalog's
   * @return by {@link CatalogRow#id()} of each row that is not OpenRouter's and has one, the id of
   *     its model at OpenRouter; sorted
   */
  public static Map<String, String> of(Collection<CatalogRow> rows) {
    CrossReferences references = new CrossReferences(rows, new OpenRouterMatcher(rows));
    Map<String, String> found = new TreeMap<>();
    for (CatalogRow row : rows) {
      String openRouterId = row.type().equals("openrouter") ? null : references.of(row);
      if (openRouterId != null) {
        found.put(row.id(), openRouterId);
      }
    }
    return found;
  }

  /** The id at OpenRouter of the model of a row that is not OpenRouter's; null when not found. */
  @Nullable String of(CatalogRow row) {
    Found found = matcher.find(row.type(), row.facts().nativeId(), null);
    CatalogRow other = found == null ? null : found.row();
    if (other == null && row.facts().canonicalId() != null) {
      other = byCanonicalId.get(row.facts().canonicalId());
    }
    return other == null ? null : other.facts().nativeId();
  }

  /** Rows that share a canonical id with others: {@code -pro} ones have their base's. */
  private static boolean isShared(CatalogRow row) {
    return row.type().equals("openrouter")
        && OpenRouterIndex.namesOneModel(row)
        && !row.facts().nativeId().endsWith("-pro");
  }
}
