package dev.rollcall.catalog;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.vendor.ModelsDevRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes catalog rows of what models.dev publishes ({@code api.json}: an object of providers, each
 * with an object of models), read by {@link ModelsDevRows}. Providers it does not know are ignored.
 * OpenRouter's names lead with the author ("Author: Model") in some rows; it is cut, so that all
 * read alike. Pure: no file, no network, no clock.
 */
public final class ModelsDevImport {

  private static final String INPUT = "models.dev's list";
  private static final ModelsDevRows FORMAT = new ModelsDevRows();

  /** The providers whose models are taken, by the name models.dev has for them. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("anthropic", "anthropic"),
          Map.entry("cerebras", "cerebras"),
          Map.entry("cohere", "cohere"),
          Map.entry("deepinfra", "deepinfra"),
          Map.entry("google", "gemini"),
          Map.entry("groq", "groq"),
          Map.entry("mistral", "mistral"),
          Map.entry("openai", "openai"),
          Map.entry("openrouter", "openrouter"),
          Map.entry("perplexity", "perplexity"),
          Map.entry("togetherai", "togetherai"),
          Map.entry("xai", "xai"));

  private ModelsDevImport() {}

  /** The provider types it has models of. */
  public static Collection<String> types() {
    return TYPES.values();
  }

  /**
   * Reads a list. A row with {@code last_seen}, which models.dev does not write, is a retired one.
   *
   * @param text the list as JSON text
   * @param source the name of the source that the rows are from
   * @return by type and native id
   * @throws CatalogException naming the row that cannot be taken, or that it is no JSON
   */
  public static List<CatalogRow> rows(byte[] text, String source) {
    JsonRow providers = CatalogInput.json(text, INPUT);
    return providers.keys().stream()
        .filter(TYPES::containsKey)
        .flatMap(key -> new Provider(key, typeOf(key), source).rows(providers).stream())
        .sorted(CatalogRow.ORDER)
        .toList();
  }

  private static String typeOf(String key) {
    return Objects.requireNonNull(TYPES.get(key));
  }

  /** Reads one provider's models. */
  private record Provider(String key, String type, String source) {

    List<CatalogRow> rows(JsonRow providers) {
      List<CatalogRow> rows = new ArrayList<>();
      String at = key;
      try {
        JsonRow models = providers.neededRow(key).neededRow("models");
        for (String id : models.keys()) {
          at = key + "/" + id;
          rows.add(row(id, models.neededRow(id)));
        }
      } catch (IllegalArgumentException unusable) {
        throw new CatalogException(
            INPUT + " cannot be taken: " + at + ": " + unusable.getMessage() + ".", unusable);
      }
      return rows;
    }

    private CatalogRow row(String key, JsonRow model) {
      ModelFacts facts = Objects.requireNonNull(FORMAT.read(model));
      if (!facts.nativeId().equals(key)) {
        throw new IllegalArgumentException("id is another than the key it stands under");
      }
      return new CatalogRow(
          type, named(facts), source, model.text("last_seen"), CatalogRow.Links.NONE);
    }

    private ModelFacts named(ModelFacts facts) {
      return facts.name() == null || !type.equals(OpenRouterImport.TYPE)
          ? facts
          : facts.toBuilder().name(OpenRouterImport.withoutAuthor(facts.name())).build();
    }
  }
}
