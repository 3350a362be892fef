package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.objects;

import dev.rollcall.json.Decimals;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prices as JSON: exact decimal strings in USD per 1M tokens. */
final class PricingJson {

  private PricingJson() {}

  static JsonWriter.Members members(Pricing pricing) {
    return json -> {
      json.text("currency", "USD");
      json.text("per", "1M tokens");
      writeRates(pricing.rates(), json);
      if (!pricing.tiers().isEmpty()) {
        json.objects("tiers", pricing.tiers(), PricingJson::tier);
      }
      if (!pricing.other().isEmpty()) {
        json.objects("other", pricing.other(), PricingJson::other);
      }
    };
  }

  static Pricing fromJson(JsonObject json) {
    return new Pricing(
        rates(json),
        objects(json, "tiers", PricingJson::tier),
        objects(json, "other", PricingJson::other).stream().filter(Objects::nonNull).toList());
  }

  private static JsonWriter.Members tier(Pricing.Tier tier) {
    return json -> {
      json.number("above_input_tokens", tier.aboveInputTokens());
      writeRates(tier.rates(), json);
    };
  }

  private static Pricing.Tier tier(JsonObject json) {
    Long above = JsonFields.number(json, "above_input_tokens");
    return new Pricing.Tier(above == null ? 0 : above, rates(json));
  }

  private static JsonWriter.Members other(Pricing.Other other) {
    return json -> {
      json.text("unit", other.unit().wireName());
      json.text("price", Decimals.format(other.price()));
    };
  }

  private static Pricing.@Nullable Other other(JsonObject json) {
    BigDecimal price = price(json, "price");
    return WireName.find(Pricing.Unit.class, JsonFields.need(json, "unit"))
        .filter(unit -> price != null)
        .map(unit -> new Pricing.Other(unit, Objects.requireNonNull(price)))
        .orElse(null);
  }

  private static void writeRates(Rates rates, JsonWriter json) throws IOException {
    json.text("input", text(rates.input()));
    json.text("output", text(rates.output()));
    json.text("cache_read", text(rates.cacheRead()));
    json.text("cache_write", text(rates.cacheWrite()));
    json.text("input_audio", text(rates.inputAudio()));
    json.text("output_audio", text(rates.outputAudio()));
    json.text("reasoning", text(rates.reasoning()));
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

  private static @Nullable String text(@Nullable BigDecimal price) {
    return price == null ? null : Decimals.format(price);
  }

  private static @Nullable BigDecimal price(JsonObject json, String field) {
    return Decimals.parse(json.getValue(field));
  }
}
