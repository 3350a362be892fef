package dev.rollcall.catalog;

import dev.rollcall.json.Decimals;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Token prices as JSON has them. The catalog file and models.dev call them by the same names and
 * both mean USD per 1M tokens; the file writes exact decimal strings, models.dev numbers.
 */
final class Prices {

  private Prices() {}

  /** Reads the prices of an object; what it does not have is unknown. */
  static Rates read(JsonObject json) {
    return new Rates(
        Fields.decimal(json, "input"),
        Fields.decimal(json, "output"),
        Fields.decimal(json, "cache_read"),
        Fields.decimal(json, "cache_write"),
        Fields.decimal(json, "input_audio"),
        Fields.decimal(json, "output_audio"),
        Fields.decimal(json, "reasoning"));
  }

  /** Adds the known prices to an object. */
  static JsonObject write(Rates rates, JsonObject json) {
    put(json, "input", rates.input());
    put(json, "output", rates.output());
    put(json, "cache_read", rates.cacheRead());
    put(json, "cache_write", rates.cacheWrite());
    put(json, "input_audio", rates.inputAudio());
    put(json, "output_audio", rates.outputAudio());
    put(json, "reasoning", rates.reasoning());
    return json;
  }

  private static void put(JsonObject json, String name, @Nullable BigDecimal price) {
    if (price != null) {
      json.put(name, Decimals.format(price));
    }
  }
}
