package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * xAI's rows: OpenAI's, since 2026 with prices and context. Prices are whole numbers of 1e-10 USD:
 * per token, or per image.
 */
public final class XaiRows extends OpenAiRows {

  private static final TokenPrices PRICES =
      new TokenPrices(
          -4,
          List.of(
              "prompt_text_token_price",
              "completion_text_token_price",
              "cached_prompt_text_token_price"),
          false);

  private static final TokenPrices LONG_PRICES =
      new TokenPrices(
          -4, PRICES.keys().stream().map(key -> key.concat("_long_context")).toList(), false);

  private static final int IMAGE_SHIFT = -10;

  /** Reads a row of the second list, which has only models for conversations. */
  public @Nullable ModelFacts languageModel(JsonRow row) {
    ModelFacts facts = read(row);
    return facts == null ? null : facts.toBuilder().can(Capability.CHAT).build();
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    Vocabulary.modalities(row.texts("input_modalities"), row.texts("output_modalities"), facts);
    facts
        .aliases(row.texts("aliases"))
        .contextWindow(row.tokens("context_length"))
        .pricing(pricing(row));
  }

  private static Pricing pricing(JsonRow row) {
    Long threshold = row.tokens("long_context_threshold");
    Rates longRates = LONG_PRICES.read(row);
    List<Pricing.Tier> tiers =
        threshold == null || longRates.isUnknown()
            ? List.of()
            : List.of(new Pricing.Tier(threshold, longRates));
    BigDecimal imagePrice = row.price("image_price");
    return new Pricing(
        PRICES.read(row),
        tiers,
        TokenPrices.other(
            Pricing.Unit.IMAGE,
            imagePrice == null ? null : imagePrice.movePointRight(IMAGE_SHIFT)));
  }
}
