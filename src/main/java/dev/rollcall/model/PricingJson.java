package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.array;
import static dev.rollcall.model.JsonFields.objects;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prices as JSON: exact decimal strings in USD per 1M tokens. */
final class PricingJson {

  private PricingJson() {}

  static JsonObject toJson(Pricing pricing) {
    JsonObject json = new JsonObject().put("currency", "USD").put("per", "1M tokens");
    putRates(json, pricing.rates());
    if (!pricing.tiers().isEmpty()) {
      json.put("tiers", array(pricing.tiers(), PricingJson::tier));
    }
    if (!pricing.other().isEmpty()) {
      json.put("other", array(pricing.other(), PricingJson::other));
    }
    return json;
  }

  static Pricing fromJson(JsonObject json) {
    return new Pricing(
        rates(json),
        objects(json, "tiers", PricingJson::tier),
        objects(json, "other", PricingJson::other).stream().filter(Objects::nonNull).toList());
  }

  private static JsonObject tier(Pricing.Tier tier) {
    JsonObject json = new JsonObject().put("above_input_tokens", tier.aboveInputTokens());
    putRates(json, tier.rates());
    return json;
  }

  private static Pricing.Tier tier(JsonObject json) {
    Long above = JsonFields.number(json, "above_input_tokens");
    return new Pricing.Tier(above == null ? 0 : above, rates(json));
  }

  private static JsonObject other(Pricing.Other other) {
    return new JsonObject()
        .put("unit", other.unit().wireName())
        .put("price", Decimals.format(other.price()));
  }

  private static Pricing.@Nullable Other other(JsonObject json) {
    BigDecimal price = price(json, "price");
    return WireName.find(Pricing.Unit.class, JsonFields.need(json, "unit"))
        .filter(unit -> price != null)
        .map(unit -> new Pricing.Other(unit, Objects.requireNonNull(price)))
        .orElse(null);
  }

  private static void putRates(JsonObject json, Rates rates) {
    putPrice(json, "input", rates.input());
    putPrice(json, "output", rates.output());
    putPrice(json, "cache_read", rates.cacheRead());
    putPrice(json, "cache_write", rates.cacheWrite());
    putPrice(json, "input_audio", rates.inputAudio());
    putPrice(json, "output_audio", rates.outputAudio());
    putPrice(json, "reasoning", rates.reasoning());
  }

  private static Rates rates(JsonObject json) {
    return new Rates(
        price(json, "input"),
        price(json, "output"),
        price(json, "cache_read"),
        price(json, "cache_write"),
        price(json, "input_audio"),
        price(json, "output_audio"),
        price(json, "reasoning"));
  }

  private static void putPrice(JsonObject json, String field, @Nullable BigDecimal price) {
    if (price != null) {
      json.put(field, Decimals.format(price));
    }
  }

  private static @Nullable BigDecimal price(JsonObject json, String field) {
    return Decimals.parse(json.getValue(field));
  }
}
