package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * xAI: OpenAI's list, since 2026 with prices and context; modalities are in a second list. Prices
 * are whole numbers of 1e-10 USD: per token, or per image.
 */
final class Xai extends OpenAi {

  private static final TokenPrices PRICES =
      new TokenPrices(
          -4,
          List.of(
              "prompt_text_token_price",
              "completion_text_token_price",
              "cached_prompt_text_token_price"));

  private static final TokenPrices LONG_PRICES =
      new TokenPrices(-4, PRICES.keys().stream().map(key -> key.concat("_long_context")).toList());

  private static final int IMAGE_SHIFT = -10;

  /** Its 400 for a bad key speaks of the "API key", with blanks once sent as {@code %20}. */
  private static final Pattern API_KEY =
      Pattern.compile("api(?: |%20|_|-)?key", Pattern.CASE_INSENSITIVE);

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    Words.modalities(row.texts("input_modalities"), row.texts("output_modalities"), facts);
    facts
        .aliases(row.texts("aliases"))
        .contextWindow(row.tokens("context_length"))
        .pricing(pricing(row));
  }

  private static Pricing pricing(JsonRow row) {
    Long threshold = row.tokens("long_context_threshold");
    Rates longRates = LONG_PRICES.readPaid(row);
    List<Pricing.Tier> tiers =
        threshold == null || longRates.isUnknown()
            ? List.of()
            : List.of(new Pricing.Tier(threshold, longRates));
    BigDecimal imagePrice = row.price("image_price");
    return new Pricing(
        PRICES.readPaid(row),
        tiers,
        TokenPrices.other(
            Pricing.Unit.IMAGE,
            imagePrice == null ? null : imagePrice.movePointRight(IMAGE_SHIFT)));
  }

  @Override
  String detailKey(JsonRow row, ModelFacts facts) {
    return facts.nativeId();
  }

  @Override
  List<Detail> details(Endpoint endpoint, List<Row> rows) {
    return List.of(
        new Detail("language-models", false, Call.get(endpoint.baseUrl() + "/language-models")));
  }

  @Override
  public Map<String, ModelFacts> readDetails(Detail detail, @Nullable Object body) {
    Map<String, ModelFacts> byId = new HashMap<>();
    for (Object entry : Envelopes.array(body, "models")) {
      JsonRow row = JsonRow.of(entry);
      String id = id(row);
      if (id != null) {
        ModelFacts.Builder facts = ModelFacts.of(id).can(Capability.CHAT);
        describe(row, facts);
        byId.putIfAbsent(id, facts.build());
      }
    }
    return byId;
  }

  @Override
  public boolean refusesKey(@Nullable Object body) {
    JsonRow error = JsonRow.of(body);
    return speaksOfKey(error.value("error")) || speaksOfKey(error.in("error").value("message"));
  }

  private static boolean speaksOfKey(@Nullable Object message) {
    return message instanceof String text && API_KEY.matcher(text).find();
  }
}
