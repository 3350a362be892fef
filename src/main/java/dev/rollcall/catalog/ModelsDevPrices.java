package dev.rollcall.catalog;

import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a models.dev row says about prices.
 *
 * <p>A row whose prices are all 0 is one of a model that is free, in a plan, in preview, or whose
 * price nobody entered. Only the ending {@code :free} tells which; otherwise it has no prices. Next
 * to a price above zero, a 0 is meant. Prices of experimental modes are left out.
 */
final class ModelsDevPrices {

  /** What {@code context_over_200k} is called after. */
  private static final long LEGACY_TIER = 200_000;

  private ModelsDevPrices() {}

  /**
   * Reads a row's prices.
   *
   * @param cost the row's {@code cost}
   * @return null when no price is known
   */
  static @Nullable Pricing of(String id, @Nullable JsonObject cost) {
    if (cost == null) {
      return null;
    }
    Pricing pricing = new Pricing(Prices.read(cost), tiers(cost), List.of());
    boolean allZero = pricing.prices().stream().allMatch(price -> price.signum() == 0);
    return allZero && !id.endsWith(":free") ? null : pricing;
  }

  private static List<Pricing.Tier> tiers(JsonObject cost) {
    List<Pricing.Tier> tiers =
        Fields.objects(cost, "tiers").stream()
            .map(ModelsDevPrices::tier)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong(Pricing.Tier::aboveInputTokens))
            .toList();
    JsonObject legacy = Fields.object(cost, "context_over_200k");
    return tiers.isEmpty() && legacy != null
        ? List.of(new Pricing.Tier(LEGACY_TIER, Prices.read(legacy)))
        : tiers;
  }

  /** A step by prompt size; null for a step by anything else. */
  private static Pricing.@Nullable Tier tier(JsonObject json) {
    JsonObject step = Fields.object(json, "tier");
    if (step == null || !"context".equals(Fields.string(step, "type"))) {
      return null;
    }
    Long size = Fields.whole(step, "size");
    if (size == null || size <= 0) {
      throw new IllegalArgumentException("a price tier has no size");
    }
    Rates rates = Prices.read(json);
    return new Pricing.Tier(size, rates);
  }
}
