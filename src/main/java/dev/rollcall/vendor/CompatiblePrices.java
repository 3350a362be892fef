package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price lists of OpenAI-compatible servers whose unit and currency are certain; any other is
 * left out.
 */
final class CompatiblePrices {

  private static final TokenPrices NAMED_UNIT =
      TokenPrices.perMillion("input", "output", "cache_read", "cache_write");

  private static final TokenPrices ZENMUX =
      TokenPrices.perMillion(
          "prompt", "completion", "input_cache_read", "input_cache_write", "audio_input");

  private CompatiblePrices() {}

  /** The prices of a row; null when there are none that can be read for sure. */
  static @Nullable Pricing read(JsonRow row) {
    Rates rates = row.has("pricings") ? zenMux(row.in("pricings")) : common(row.in("pricing"));
    return rates.isUnknown() ? null : Pricing.of(rates);
  }

  private static Rates common(JsonRow prices) {
    if ("usd_per_1m_tokens".equals(prices.text("unit"))) {
      return NAMED_UNIT.read(prices);
    }
    // Decimal strings under these names are OpenRouter's convention; Pollinations has a currency
    // of its own, and numbers could be by the token or by the million.
    boolean perToken = prices.text("prompt", "completion") != null && !prices.has("currency");
    return perToken ? TokenPrices.PER_TOKEN.read(prices) : Rates.UNKNOWN;
  }

  /** ZenMux: an array per price, with an entry for each size of prompt and answer. */
  private static Rates zenMux(JsonRow prices) {
    JsonObject ofSmallPrompts = new JsonObject();
    for (String key : ZENMUX.keys()) {
      List<JsonRow> entries =
          prices.rows(key).stream()
              .filter(CompatiblePrices::isUsdPerMillion)
              .filter(CompatiblePrices::isFromZero)
              .toList();
      if (entries.size() == 1) {
        ofSmallPrompts.put(key, entries.get(0).value("value"));
      }
    }
    return ZENMUX.read(JsonRow.of(ofSmallPrompts));
  }

  private static boolean isUsdPerMillion(JsonRow price) {
    return "USD".equals(price.value("currency")) && "perMTokens".equals(price.value("unit"));
  }

  private static boolean isFromZero(JsonRow price) {
    JsonRow conditions = price.in("conditions");
    return conditions.keys().stream()
        .map(conditions::in)
        .allMatch(range -> range.tokens("gte", "gt") == null);
  }
}
