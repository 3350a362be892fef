package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Together's rows, with types and prices. */
public final class TogetherRows extends RowFormat {

  private static final TokenPrices PRICES =
      TokenPrices.perMillion("input", "output", "cached_input");

  /**
   * The types that are sold by the token. {@code input} and {@code output} of speech are per
   * million characters, those of transcription are left over from before it was sold by the minute.
   */
  private static final Set<String> SOLD_BY_TOKEN =
      Set.of("chat", "language", "code", "embedding", "rerank", "moderation");

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    String type = row.text("type");
    if (type != null) {
      Vocabulary.togetherType(type, facts);
    }
    facts
        .name(row.text("display_name"))
        .ownedBy(row.text("organization"))
        .created(row.created("created"))
        .contextWindow(row.tokens("context_length"))
        .pricing(pricing(type, row.in("pricing")));
  }

  /** Prices by example are left out, because what one of them buys is only described in prose. */
  private static Pricing pricing(@Nullable String type, JsonRow prices) {
    boolean byToken = type != null && SOLD_BY_TOKEN.contains(type);
    List<Pricing.Other> other = new ArrayList<>();
    other.addAll(
        TokenPrices.other(Pricing.Unit.MINUTE, prices.in("transcribe").price("price_per_minute")));
    other.addAll(
        TokenPrices.other(
            Pricing.Unit.MEGAPIXEL, prices.in("image_pixel").price("price_per_megapixel")));
    return new Pricing(byToken ? PRICES.read(prices) : Rates.UNKNOWN, List.of(), other);
  }
}
