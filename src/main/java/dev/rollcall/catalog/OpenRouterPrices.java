package dev.rollcall.catalog;

import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenRouter's models API says about prices, in USD per token.
 *
 * <p>A price of {@code "0"} is free and {@code "-1"} varies, so it is unknown. Models that give
 * something else than text are charged by the piece where all their tokens cost nothing, which is
 * not free; only the ending {@code :free} says so there. The price of an image has changed its unit
 * and is left out. Overrides for long prompts are tiers, those for a time of the day are not.
 */
final class OpenRouterPrices {

  private static final int PER_MILLION = 6;

  private OpenRouterPrices() {}

  /**
   * Reads a model's prices.
   *
   * @param output OpenRouter's words for what comes out
   * @param json the model's {@code pricing}
   * @return null when no price is known
   */
  static @Nullable Pricing of(String id, Collection<String> output, JsonObject json) {
    Rates rates = rates(json);
    List<Pricing.Tier> tiers =
        Fields.objects(json, "overrides").stream()
            .map(OpenRouterPrices::tier)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong(Pricing.Tier::aboveInputTokens))
            .toList();
    Pricing pricing = new Pricing(rates, tiers, request(json));
    boolean allZero = pricing.prices().stream().allMatch(price -> price.signum() == 0);
    boolean zeroIsFree = id.endsWith(":free") || Set.of("text").containsAll(output);
    return allZero && !zeroIsFree ? null : pricing;
  }

  private static Pricing.@Nullable Tier tier(JsonObject override) {
    Long above = Fields.whole(override, "min_prompt_tokens");
    boolean byTime = override.fieldNames().stream().anyMatch(name -> name.startsWith("utc_"));
    Rates rates = rates(override);
    return above == null || above <= 0 || byTime || rates.isUnknown()
        ? null
        : new Pricing.Tier(above, rates);
  }

  private static Rates rates(JsonObject json) {
    BigDecimal output = perMillion(json, "completion");
    return new Rates(
        perMillion(json, "prompt"),
        output,
        perMillion(json, "input_cache_read"),
        perMillion(json, "input_cache_write"),
        perMillion(json, "audio"),
        perMillion(json, "audio_output"),
        ownPrice(perMillion(json, "internal_reasoning"), output));
  }

  /** Thinking is charged as output unless it has a price above zero of its own. */
  private static @Nullable BigDecimal ownPrice(
      @Nullable BigDecimal reasoning, @Nullable BigDecimal output) {
    return reasoning == null
            || reasoning.signum() == 0
            || (output != null && reasoning.compareTo(output) == 0)
        ? null
        : reasoning;
  }

  private static List<Pricing.Other> request(JsonObject json) {
    BigDecimal price = price(json, "request");
    return price == null || price.signum() == 0
        ? List.of()
        : List.of(new Pricing.Other(Pricing.Unit.REQUEST, price));
  }

  private static @Nullable BigDecimal perMillion(JsonObject json, String name) {
    BigDecimal price = price(json, name);
    return price == null ? null : price.movePointRight(PER_MILLION);
  }

  /** A price; null when it varies. Any other number below zero is left for the row to refuse. */
  private static @Nullable BigDecimal price(JsonObject json, String name) {
    BigDecimal price = Fields.decimal(json, name);
    return price == null || price.compareTo(BigDecimal.ONE.negate()) == 0 ? null : price;
  }
}
