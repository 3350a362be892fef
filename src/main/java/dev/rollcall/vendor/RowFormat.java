package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one vendor describes a model: reads a row of its list. Pure: no network, no clock, no memory.
 *
 * <p>A zero price means free only of a model whose id ends in {@code :free}, and where the format
 * says so ({@link #meansFreeByZero}). Any other is absent unless another token price of the row is
 * above zero.
 */
public abstract class RowFormat {

  /**
   * Reads a row.
   *
   * @return what it says of its model; null when it has no id that can be used
   * @throws IllegalArgumentException when the row is strict and a field cannot be used
   */
  public final @Nullable ModelFacts read(JsonRow row) {
    String id = id(row);
    if (id == null) {
      return null;
    }
    ModelFacts.Builder facts = ModelFacts.of(id);
    describe(row, facts);
    ModelFacts said = facts.build();
    return said.pricing() == null || id.endsWith(":free") || meansFreeByZero(row)
        ? said
        : withoutIdleZeros(said, said.pricing());
  }

  /** The model's native id; null when the row has none that can be used. */
  @Nullable String id(JsonRow row) {
    return row.id("id");
  }

  /** Reads everything but the id, prices as they are written. */
  abstract void describe(JsonRow row, ModelFacts.Builder facts);

  /**
   * Whether a row whose token prices are all zero is one of a model that is free. Most sources
   * write zero also for what they have no price of, or sell by the piece.
   */
  boolean meansFreeByZero(JsonRow row) {
    return false;
  }

  /** The facts without token prices that are zero, unless another one of the row is above zero. */
  private static ModelFacts withoutIdleZeros(ModelFacts facts, Pricing pricing) {
    List<Pricing.Tier> tiers =
        pricing.tiers().stream().filter(tier -> isPaid(tier.rates())).toList();
    Rates rates = isPaid(pricing.rates()) || !tiers.isEmpty() ? pricing.rates() : Rates.UNKNOWN;
    Pricing paid = new Pricing(rates, tiers, pricing.other());
    return paid.equals(pricing) ? facts : facts.toBuilder().pricing(paid).build();
  }

  private static boolean isPaid(Rates rates) {
    return rates.prices().stream().anyMatch(price -> price.signum() > 0);
  }

  /** Sets the date that a vendor has announced as a model's last; null when it has not. */
  static void endsOn(@Nullable String date, ModelFacts.Builder facts) {
    if (date != null) {
      facts.shutdownDate(date).deprecated(true);
    }
  }
}
