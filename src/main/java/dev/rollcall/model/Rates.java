package dev.rollcall.model;

import dev.rollcall.json.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Token prices in USD per 1M tokens; null means unknown.
 *
 * @param input one million input tokens
 * @param output one million output tokens
 * @param cacheRead one million input tokens read from the provider's prompt cache
 * @param cacheWrite one million input tokens written to it
 * @param inputAudio one million tokens of sound going in
 * @param outputAudio one million tokens of sound coming out
 * @param reasoning one million tokens of thinking, where they cost other than output
 */
public record Rates(
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal inputAudio,
    @Nullable BigDecimal outputAudio,
    @Nullable BigDecimal reasoning) {

  /** No price is known. */
  public static final Rates UNKNOWN = new Rates(null, null, null, null, null, null, null);

  public Rates {
    input = Decimals.normal(input);
    output = Decimals.normal(output);
    cacheRead = Decimals.normal(cacheRead);
    cacheWrite = Decimals.normal(cacheWrite);
    inputAudio = Decimals.normal(inputAudio);
    outputAudio = Decimals.normal(outputAudio);
    reasoning = Decimals.normal(reasoning);
  }

  /** Prices of input and output only. */
  public static Rates of(@Nullable BigDecimal input, @Nullable BigDecimal output) {
    return new Rates(input, output, null, null, null, null, null);
  }

  /** The prices that are known. */
  public List<BigDecimal> prices() {
    List<BigDecimal> known = new ArrayList<>();
    for (BigDecimal price :
        Arrays.asList(input, output, cacheRead, cacheWrite, inputAudio, outputAudio, reasoning)) {
      if (price != null) {
        known.add(price);
      }
    }
    return known;
  }

  /** Whether no price is known. */
  public boolean isUnknown() {
    return prices().isEmpty();
  }
}
