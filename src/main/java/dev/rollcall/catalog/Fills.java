package dev.rollcall.catalog;

import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelField;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which fields a matched row may fill. What the provider says itself is never replaced.
 *
 * <ul>
 *   <li>A row of the provider's own type fills everything; a retired one neither price nor
 *       deprecation, because retired rows are not maintained.
 *   <li>OpenRouter's row of a vendor's model fills what the model is and does, its context window
 *       and, but for vendors whose limits differ there, the length of its answers; the price only
 *       when the row is of the very same build, is not retired, is served by the vendor alone
 *       (closed weights), and gives no images, which have prices of their own.
 *   <li>For a model at a host, prices and the length of answers are the host's own; OpenRouter's
 *       row fills what the model is and does, and its context window.
 *   <li>On a server of one's own the context window is a setting too.
 * </ul>
 */
final class Fills {

  /** From a current row of the same type. */
  static final Set<ModelField> NATIVE =
      Collections.unmodifiableSet(
          EnumSet.of(
              ModelField.NAME,
              ModelField.CANONICAL_ID,
              ModelField.FAMILY,
              ModelField.CONTEXT_WINDOW,
              ModelField.MAX_INPUT_TOKENS,
              ModelField.MAX_OUTPUT_TOKENS,
              ModelField.CAPABILITIES,
              ModelField.MODALITIES,
              ModelField.PRICING,
              ModelField.KNOWLEDGE_CUTOFF,
              ModelField.RELEASED,
              ModelField.OPEN_WEIGHTS,
              ModelField.DEPRECATED));

  /** From a retired row of the same type. */
  static final Set<ModelField> NATIVE_RETIRED =
      without(NATIVE, EnumSet.of(ModelField.PRICING, ModelField.DEPRECATED));

  /** What a model is and does, wherever it runs. */
  private static final Set<ModelField> MODEL =
      Collections.unmodifiableSet(
          EnumSet.of(
              ModelField.NAME,
              ModelField.CANONICAL_ID,
              ModelField.FAMILY,
              ModelField.CAPABILITIES,
              ModelField.MODALITIES,
              ModelField.KNOWLEDGE_CUTOFF,
              ModelField.RELEASED,
              ModelField.OPEN_WEIGHTS));

  /** Vendors whose own limit of answers was never the one that OpenRouter gives. */
  private static final Set<String> OTHER_OUTPUT_LIMITS = Set.of("mistral", "perplexity", "xai");

  private Fills() {}

  /** From a row of OpenRouter's that the rule found for an entry of the type. */
  static Set<ModelField> openRouter(String type, OpenRouterRule rule, CatalogRow row) {
    EnumSet<ModelField> fields = EnumSet.copyOf(MODEL);
    switch (ModelSource.of(type)) {
      case VENDOR -> {
        fields.add(ModelField.CONTEXT_WINDOW);
        if (!OTHER_OUTPUT_LIMITS.contains(type)) {
          fields.add(ModelField.MAX_OUTPUT_TOKENS);
        }
        if (rule.isSameBuild() && isVendorsPrice(row)) {
          fields.add(ModelField.PRICING);
        }
      }
      case HOST -> fields.add(ModelField.CONTEXT_WINDOW);
      case LOCAL_SERVER, ANY_SERVER, OTHER -> {}
    }
    return fields;
  }

  /** The fields that are not among the others. */
  static Set<ModelField> without(Set<ModelField> fields, Set<ModelField> others) {
    EnumSet<ModelField> rest = EnumSet.copyOf(fields);
    rest.removeAll(others);
    return Collections.unmodifiableSet(rest);
  }

  /** Weights that are published are sold by others too, and the price may be theirs. */
  private static boolean isVendorsPrice(CatalogRow row) {
    return !row.isRetired()
        && !Boolean.TRUE.equals(row.facts().openWeights())
        && !row.facts().modalities().output().contains(Modality.IMAGE);
  }
}
