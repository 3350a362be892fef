package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import java.util.List;

/** DeepInfra's rows: OpenAI's with everything else under {@code metadata}. */
public final class DeepInfraRows extends OpenAiRows {

  private static final TokenPrices PRICES =
      TokenPrices.perMillion("input_tokens", "output_tokens", "cache_read_tokens");

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    JsonRow metadata = row.in("metadata");
    List<String> tags = metadata.texts("tags");
    Vocabulary.tasks(tags, facts);
    Vocabulary.features(tags, facts);
    facts
        .contextWindow(metadata.tokens("context_length"))
        .maxOutputTokens(metadata.tokens("max_tokens"))
        .pricing(Pricing.of(PRICES.read(metadata.in("pricing"))));
  }
}
