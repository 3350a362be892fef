package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds OpenRouter's rows by what their models are called, each in one hash look-up. A name that
 * two rows share finds neither. Variants, routers and {@code ~author/...-latest}, which stands for
 * another model every few weeks, are found by their ids only.
 */
final class OpenRouterIndex {

  private final Map<String, CatalogRow> byId = new HashMap<>();
  private final Map<String, CatalogRow> byHuggingFaceId;
  private final Map<String, CatalogRow> byName;
  private final Map<String, CatalogRow> byClaudeName;
  private final Map<String, CatalogRow> bySlug;
  private final Map<String, CatalogRow> byBareName;
  private final Map<String, CatalogRow> byTagKey;

  OpenRouterIndex(Collection<CatalogRow> rows) {
    Unique huggingFaceIds = new Unique();
    Unique names = new Unique();
    Unique claudeNames = new Unique();
    Unique slugs = new Unique();
    Unique bareNames = new Unique();
    Unique tagKeys = new Unique();
    for (CatalogRow row : rows) {
      byId.put(row.facts().nativeId(), row);
      if (namesOneModel(row)) {
        OrganisedName name = OrganisedName.of(row.facts().nativeId());
        String key = IdKeys.normalised(name.name());
        names.add(name.organisation() + "/" + key, row);
        claudeNames.add(name.organisation() + "/" + IdKeys.claude(key), row);
        bareNames.add(key, row);
        tagKeys.add(LocalTag.key(name.name()), row);
        String huggingFaceId = row.links().huggingFaceId();
        if (huggingFaceId != null && !huggingFaceId.isEmpty()) {
          huggingFaceIds.add(huggingFaceId.toLowerCase(Locale.ROOT), row);
        }
        if (row.links().slug() != null) {
          OrganisedName slug = OrganisedName.of(Objects.requireNonNull(row.links().slug()));
          slugs.add(slug.organisation() + "/" + IdKeys.claude(IdKeys.normalised(slug.name())), row);
        }
      }
    }
    byHuggingFaceId = huggingFaceIds.rows();
    byName = names.rows();
    byClaudeName = claudeNames.rows();
    bySlug = slugs.rows();
    byBareName = bareNames.rows();
    byTagKey = tagKeys.rows();
  }

  /** Whether the row is of one model by its own route, for good. */
  static boolean namesOneModel(CatalogRow row) {
    String id = row.facts().nativeId();
    ListedId listed = ListedId.of(row.type(), id);
    return listed != null
        && listed.form() == Form.PLAIN
        && !id.startsWith("~")
        && !id.startsWith("openrouter/");
  }

  @Nullable CatalogRow exact(String id) {
    return byId.get(id);
  }

  /** By the repository of the weights, whatever its case. */
  @Nullable CatalogRow huggingFaceId(String id) {
    return byHuggingFaceId.get(id.toLowerCase(Locale.ROOT));
  }

  /** By author and normalised name. */
  @Nullable CatalogRow name(String author, String name) {
    return byName.get(author + "/" + name);
  }

  /** By author and a normalised name with a date or in an order that does not matter. */
  @Nullable CatalogRow undated(String author, String name) {
    return byClaudeName.get(author + "/" + IdKeys.claude(IdKeys.undated(name)));
  }

  /** By author and the normalised name that OpenRouter's permanent one has. */
  @Nullable CatalogRow slug(String author, String name) {
    return bySlug.get(author + "/" + IdKeys.claude(name));
  }

  /** By a normalised name that only one author has. */
  @Nullable CatalogRow bareName(String name) {
    return byBareName.get(name);
  }

  /** By {@link LocalTag#key}. */
  @Nullable CatalogRow tagKey(String key) {
    return byTagKey.get(key);
  }
}
