package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cerebras' rows: OpenAI's with a key; those of the public list say much more. */
public final class CerebrasRows extends OpenAiRows {

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    JsonRow capabilities = row.in("capabilities");
    JsonRow limits = row.in("limits");
    Vocabulary.flags(capabilities, facts);
    Vocabulary.modalities(input(row.in("architecture").text("modality")), List.of(), facts);
    facts
        .name(row.text("name"))
        .supportsStreaming(capabilities.flag("streaming"))
        .contextWindow(limits.tokens("max_context_length"))
        .maxOutputTokens(limits.tokens("max_completion_tokens"))
        .pricing(Pricing.of(TokenPrices.PER_TOKEN.read(row.in("pricing"))))
        .quantization(row.text("quantization"))
        .deprecated(row.flag("deprecated"));
  }

  /** The kinds of {@code text+vision}. */
  private static List<String> input(@Nullable String modality) {
    return modality == null ? List.of() : List.of(modality.split("\\+"));
  }
}
