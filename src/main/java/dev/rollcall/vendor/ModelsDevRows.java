package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * models.dev's rows.
 *
 * <ul>
 *   <li>A limit of 0 means "unknown" or "not applicable" there, and is absent here; so is the
 *       output limit of embedding models, which is the length of their vectors or 1.
 *   <li>{@code tool_call}, {@code reasoning} and {@code structured_output} say what a model does
 *       ({@code true}) and what it does not ({@code false}); where they are absent, nothing is
 *       said.
 *   <li>Other capabilities follow from modalities. The vocabulary there is {@code text audio image
 *       video pdf}. It has no word for vectors, scores and verdicts, and writes {@code text} for
 *       them. Such models are known by the word their vendors put into the id or the family; that
 *       word gives the capability.
 *   <li>A price of 0 is one of a model that is free, in a plan, in preview, or whose price was
 *       never entered. Prices of experimental modes are left out.
 *   <li>{@code status: deprecated} means deprecated; no status means nothing.
 * </ul>
 */
public final class ModelsDevRows extends RowFormat {

  private static final TokenPrices PRICES =
      TokenPrices.perMillion(
          "input",
          "output",
          "cache_read",
          "cache_write",
          "input_audio",
          "output_audio",
          "reasoning");

  /** What {@code context_over_200k} is called after. */
  private static final long LEGACY_TIER = 200_000;

  /** Words in ids of models that answer with a score or a verdict, besides the common ones. */
  private static final Map<String, Capability> NAME_WORDS =
      Map.of(
          "rerank", Capability.RERANK,
          "reranker", Capability.RERANK,
          "guard", Capability.MODERATION,
          "safeguard", Capability.MODERATION,
          "safety", Capability.MODERATION);

  @Override
  @Nullable String id(JsonRow row) {
    return row.neededText("id");
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    JsonRow limit = row.neededRow("limit");
    JsonRow modalities = row.in("modalities");
    JsonRow cost = row.in("cost");
    Long context = limit.tokens("context");
    String family = row.text("family");
    Set<Capability> named = named(row.neededText("id"), family);
    boolean givesVectors = named.contains(Capability.EMBEDDING);
    List<String> input = modalities.texts("input");
    List<String> output = modalities.texts("output");
    if (givesVectors) {
      output = output.stream().map(word -> word.equals("text") ? "embeddings" : word).toList();
    }
    Vocabulary.modalities(input, output, facts);
    facts
        .name(row.text("name"))
        .family(family)
        .canonicalId(row.id("canonical_model_id"))
        .contextWindow(context)
        .maxInputTokens(limit.tokens("input"))
        .maxOutputTokens(output.contains("embeddings") ? null : limit.tokens("output"))
        .capabilities(named)
        .can(Capability.FUNCTION_CALLING, row.flag("tool_call"))
        .can(Capability.REASONING, row.flag("reasoning"))
        .can(Capability.STRUCTURED_OUTPUT, row.flag("structured_output"))
        .pricing(new Pricing(PRICES.read(cost), tiers(cost), List.of()))
        .knowledgeCutoff(row.date("knowledge"))
        .released(row.date("release_date"))
        .openWeights(row.flag("open_weights"))
        .deprecated("deprecated".equals(row.text("status")) ? true : null);
    Set<Modality> in = Vocabulary.kinds(input);
    Set<Modality> out = Vocabulary.kinds(output);
    // Rows without a context window are image models and transcribers, even if they give text.
    if (named.isEmpty() && context != null && isConversation(in, out)) {
      facts.can(Capability.CHAT);
    }
    if (in.equals(Set.of(Modality.TEXT)) && out.equals(Set.of(Modality.AUDIO))) {
      facts.can(Capability.SPEECH);
    }
    if (in.equals(Set.of(Modality.AUDIO)) && out.equals(Set.of(Modality.TEXT))) {
      facts.can(Capability.TRANSCRIPTION);
    }
  }

  /**
   * Text in, text out; sound comes out of a conversation only if it may go in, else it is music.
   */
  private static boolean isConversation(Set<Modality> in, Set<Modality> out) {
    return in.contains(Modality.TEXT)
        && out.contains(Modality.TEXT)
        && (in.contains(Modality.AUDIO) || !out.contains(Modality.AUDIO));
  }

  private static Set<Capability> named(String id, @Nullable String family) {
    EnumSet<Capability> named = EnumSet.noneOf(Capability.class);
    String names = family == null ? id : id + " " + family;
    for (String word : names.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      Capability capability = NAME_WORDS.getOrDefault(word, Vocabulary.inName(word));
      if (capability != null) {
        named.add(capability);
      }
    }
    return named;
  }

  private static List<Pricing.Tier> tiers(JsonRow cost) {
    List<Pricing.Tier> tiers =
        cost.rows("tiers").stream()
            .map(ModelsDevRows::tier)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong(Pricing.Tier::aboveInputTokens))
            .toList();
    Rates legacy = PRICES.read(cost.in("context_over_200k"));
    return tiers.isEmpty() && !legacy.isUnknown()
        ? List.of(new Pricing.Tier(LEGACY_TIER, legacy))
        : tiers;
  }

  /** A step by prompt size; null for a step by anything else. */
  private static Pricing.@Nullable Tier tier(JsonRow row) {
    JsonRow step = row.in("tier");
    if (!"context".equals(step.text("type"))) {
      return null;
    }
    Long size = step.tokens("size");
    if (size == null) {
      throw new IllegalArgumentException("a price tier has no size");
    }
    return new Pricing.Tier(size, PRICES.read(row));
  }
}
