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

  private CrossReferences(Collection<CatalogRow> rows, OpenRouterMatcher matcher) {
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
    return of(rows, new OpenRouterMatcher(rows));
  }

  static Map<String, String> of(Collection<CatalogRow> rows, OpenRouterMatcher matcher) {
    CrossReferences references = new CrossReferences(rows, matcher);
    Map<String, String> found = new TreeMap<>();
    for (CatalogRow row : rows) {
      CatalogRow other = row.type().equals("openrouter") ? null : references.of(row);
      if (other != null) {
        found.put(row.id(), other.facts().nativeId());
      }
    }
    return found;
  }

  private @Nullable CatalogRow of(CatalogRow row) {
    Found found = matcher.find(row.type(), row.facts().nativeId(), null);
    if (found != null) {
      return found.row();
    }
    String canonicalId = row.facts().canonicalId();
    return canonicalId == null ? null : byCanonicalId.get(canonicalId);
  }

  /** Rows that share a canonical id with others: {@code -pro} ones have their base's. */
  private static boolean isShared(CatalogRow row) {
    return row.type().equals("openrouter")
        && OpenRouterIndex.namesOneModel(row)
        && !row.facts().nativeId().endsWith("-pro");
  }
}
