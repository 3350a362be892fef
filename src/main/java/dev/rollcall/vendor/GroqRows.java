package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import java.util.List;

/** Groq's rows: OpenAI's with limits, and since 2026 with prices, features and modalities. */
public final class GroqRows extends OpenAiRows {

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    List<String> output = row.texts("output_modalities");
    Vocabulary.features(row.texts("supported_features"), facts);
    Vocabulary.modalities(row.texts("input_modalities"), output, facts);
    if (output.contains("text")) {
      // Speech and transcription have words of their own, so text is the answer of a chat.
      facts.can(Capability.CHAT);
    }
    facts
        .name(row.text("name"))
        .contextWindow(row.tokens("context_window", "context_length"))
        .maxOutputTokens(row.tokens("max_completion_tokens", "max_output_length"))
        .pricing(Pricing.of(TokenPrices.PER_TOKEN.read(row.in("pricing"))));
    if (Boolean.FALSE.equals(row.flag("active"))) {
      facts.deprecated(true);
    }
  }
}
