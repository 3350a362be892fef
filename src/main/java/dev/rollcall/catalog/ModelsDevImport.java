package dev.rollcall.catalog;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modalities;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes catalog rows of what models.dev publishes ({@code api.json}: an object of providers, each
 * with an object of models). Ids, names, numbers, dates and flags are taken, prose is not; fields
 * and providers it does not know are ignored. Pure: no file, no network, no clock.
 *
 * <p>What each value goes by:
 *
 * <ul>
 *   <li>A limit of 0 means "unknown" or "not applicable" there, and is absent here; so is the
 *       output limit of embedding models, which is the length of their vectors or 1.
 *   <li>{@code tool_call}, {@code reasoning} and {@code structured_output} say what a model does
 *       ({@code true}) and what it does not ({@code false}); where they are absent, nothing is
 *       said.
 *   <li>Other capabilities follow from modalities, see {@link ModelsDevCapabilities}; prices see
 *       {@link ModelsDevPrices}.
 *   <li>{@code status: deprecated} means deprecated; no status means nothing.
 *   <li>OpenRouter's names lead with the author ("Author: Model") in some rows; it is cut, so that
 *       all read alike.
 * </ul>
 */
public final class ModelsDevImport {

  private static final String INPUT = "models.dev's list";

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
    JsonObject providers = Fields.read(text, INPUT);
    return providers.fieldNames().stream()
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

    List<CatalogRow> rows(JsonObject providers) {
      List<CatalogRow> rows = new ArrayList<>();
      String at = key;
      try {
        JsonObject models = Fields.requiredObject(Fields.requiredObject(providers, key), "models");
        for (String id : models.fieldNames()) {
          at = key + "/" + id;
          rows.add(row(id, Fields.requiredObject(models, id)));
        }
      } catch (IllegalArgumentException unusable) {
        throw new CatalogException(
            INPUT + " cannot be taken: " + at + ": " + unusable.getMessage() + ".", unusable);
      }
      return rows;
    }

    private CatalogRow row(String key, JsonObject model) {
      String id = Fields.requiredString(model, "id");
      if (!id.equals(key)) {
        throw new IllegalArgumentException("id is another than the key it stands under");
      }
      JsonObject limit = Fields.requiredObject(model, "limit");
      String family = Fields.string(model, "family");
      Long context = limit(limit, "context");
      Modalities modalities = ModelsDevCapabilities.modalities(model, id, family);
      ModelFacts facts =
          ModelFacts.of(id)
              .name(name(model))
              .family(family)
              .canonicalId(Fields.string(model, "canonical_model_id"))
              .contextWindow(context)
              .maxInputTokens(limit(limit, "input"))
              .maxOutputTokens(isVectors(modalities) ? null : limit(limit, "output"))
              .capabilities(ModelsDevCapabilities.of(modalities, id, family, context != null))
              .can(Capability.FUNCTION_CALLING, Fields.bool(model, "tool_call"))
              .can(Capability.REASONING, Fields.bool(model, "reasoning"))
              .can(Capability.STRUCTURED_OUTPUT, Fields.bool(model, "structured_output"))
              .modalities(modalities)
              .pricing(ModelsDevPrices.of(id, Fields.object(model, "cost")))
              .knowledgeCutoff(Fields.string(model, "knowledge"))
              .released(Fields.string(model, "release_date"))
              .openWeights(Fields.bool(model, "open_weights"))
              .deprecated("deprecated".equals(Fields.string(model, "status")) ? true : null)
              .build();
      return new CatalogRow(
          type, facts, source, Fields.string(model, "last_seen"), CatalogRow.Links.NONE);
    }

    private @Nullable String name(JsonObject model) {
      String name = Fields.string(model, "name");
      if (name == null || !type.equals("openrouter")) {
        return name;
      }
      return OpenRouterImport.withoutAuthor(name);
    }

    private static boolean isVectors(Modalities modalities) {
      return modalities.output().contains(Modality.EMBEDDING);
    }

    private static @Nullable Long limit(JsonObject limits, String name) {
      Long tokens = Fields.whole(limits, name);
      return tokens == null || tokens == 0 ? null : tokens;
    }
  }
}
