package dev.rollcall.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model costs, exactly as its provider or a catalog row says, in USD.
 *
 * @param rates per 1M tokens
 * @param tiers rates that hold for prompts above a size, in ascending order; may be empty
 * @param other prices by another unit than tokens; may be empty
 */
public record Pricing(Rates rates, List<Tier> tiers, List<Other> other) {

  public Pricing {
    tiers = List.copyOf(tiers);
    other = List.copyOf(other);
  }

  /** Token prices only. */
  public static Pricing of(Rates rates) {
    return new Pricing(rates, List.of(), List.of());
  }

  /** Whether nothing in it is a price. */
  public boolean isUnknown() {
    return rates.isUnknown() && tiers.isEmpty() && other.isEmpty();
  }

  /** Every price in it, whatever for. */
  public List<BigDecimal> prices() {
    List<BigDecimal> prices = new ArrayList<>(rates.prices());
    tiers.forEach(tier -> prices.addAll(tier.rates().prices()));
    other.forEach(one -> prices.add(one.price()));
    return prices;
  }

  /** Whether a price is negative, which is a provider's mistake. */
  public boolean hasPriceBelowZero() {
    for (BigDecimal price : prices()) {
      if (price.signum() < 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The rates of a prompt with more input tokens than {@code aboveInputTokens}.
   *
   * @param aboveInputTokens tokens
   */
  public record Tier(long aboveInputTokens, Rates rates) {}

  /**
   * A price by another unit.
   *
   * @param unit what is counted
   * @param price USD for one of them
   */
  public record Other(Unit unit, BigDecimal price) {
    public Other {
      price = price.signum() == 0 ? BigDecimal.ZERO : price.stripTrailingZeros();
    }
  }

  /** What a price that is not by tokens is for. */
  public enum Unit implements WireName {
    IMAGE,
    REQUEST,
    MINUTE,
    SECOND,
    MEGAPIXEL
  }
}
