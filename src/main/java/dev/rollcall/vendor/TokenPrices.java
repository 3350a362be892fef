package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which names and in which unit a source gives token prices.
 *
 * @param shift decimal places from the source's unit to USD per 1M tokens, to the right
 * @param keys the names of input, output, cache read, cache write, input audio, output audio and
 *     reasoning, in this order; the source has no prices beyond the last
 * @param isOpenRouters whether {@code -1} stands for a price that varies, and a price of reasoning
 *     that is zero or the output's is none of its own
 */
record TokenPrices(int shift, List<String> keys, boolean isOpenRouters) {

  /** OpenRouter's, which Groq, Cerebras, Baseten and others took over: USD per token. */
  static final TokenPrices PER_TOKEN =
      new TokenPrices(
          6,
          List.of(
              "prompt",
              "completion",
              "input_cache_read",
              "input_cache_write",
              "audio",
              "audio_output",
              "internal_reasoning"),
          true);

  /**
   * Nothing costs more USD per 1M tokens. What does is in another unit than its source is known
   * for.
   */
  private static final BigDecimal MAX_PER_MILLION = BigDecimal.valueOf(1000);

  /** Beyond this a number of USD is no price of anything. */
  private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000L);

  private static final String VARIES = "-1";

  /** The prices of a source that gives them as USD per 1M tokens. */
  static TokenPrices perMillion(String... keys) {
    return new TokenPrices(0, List.of(keys), false);
  }

  /** The rates as they are given, but for those that are too high to be true. */
  Rates read(JsonRow prices) {
    BigDecimal output = rate(prices, 1);
    BigDecimal reasoning = rate(prices, 6);
    return new Rates(
        rate(prices, 0),
        output,
        rate(prices, 2),
        rate(prices, 3),
        rate(prices, 4),
        rate(prices, 5),
        isOpenRouters ? ownPrice(reasoning, output) : reasoning);
  }

  /** The price under {@code key}, in the source's unit. */
  @Nullable BigDecimal price(JsonRow prices, String key) {
    boolean varies = isOpenRouters && VARIES.equals(String.valueOf(prices.value(key)));
    return varies ? null : prices.price(key);
  }

  /** One price by another unit, unless it is zero or unknown. */
  static List<Pricing.Other> other(Pricing.Unit unit, @Nullable BigDecimal price) {
    return price == null || price.signum() == 0 || price.compareTo(MAX) > 0
        ? List.of()
        : List.of(new Pricing.Other(unit, price));
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

  private @Nullable BigDecimal rate(JsonRow prices, int index) {
    BigDecimal price = index < keys.size() ? price(prices, keys.get(index)) : null;
    BigDecimal perMillion = price == null ? null : price.movePointRight(shift);
    return perMillion == null || perMillion.compareTo(MAX_PER_MILLION) > 0 ? null : perMillion;
  }
}
