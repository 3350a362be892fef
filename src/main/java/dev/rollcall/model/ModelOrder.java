package dev.rollcall.model;

import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a query wants its entries. Entries whose value is unknown come last, ascending
 * or descending.
 */
public record ModelOrder(Key key, boolean descending) {

  /** Reads a key as queries write it: {@code name}, or {@code -name} for descending. */
  public static @Nullable ModelOrder parse(String text) {
    boolean descending = text.startsWith("-");
    return WireName.find(Key.class, descending ? text.substring(1) : text)
        .map(key -> new ModelOrder(key, descending))
        .orElse(null);
  }

  /** The order as queries write it. */
  public String text() {
    return (descending ? "-" : "") + key.wireName();
  }

  /** Compares entries; those with equal or unknown values are equal. */
  public Comparator<ModelInfo> comparator() {
    return key.comparator(descending);
  }

  /** What entries are ordered by. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions are stateless
  public enum Key implements WireName {
    ID(by(ModelInfo::id)),
    /** The display name, whatever its case. */
    NAME(by(model -> model.facts().name(), String.CASE_INSENSITIVE_ORDER)),
    /** The context window. */
    CONTEXT(by(model -> model.facts().contextWindow())),
    INPUT_PRICE(by(model -> rates(model).input())),
    OUTPUT_PRICE(by(model -> rates(model).output())),
    /** The release date; a month comes before its days. */
    RELEASED(by(model -> model.facts().released()));

    private final Function<Boolean, Comparator<ModelInfo>> byDirection;

    Key(Function<Boolean, Comparator<ModelInfo>> byDirection) {
      this.byDirection = byDirection;
    }

    private Comparator<ModelInfo> comparator(boolean descending) {
      return byDirection.apply(descending);
    }

    private static Rates rates(ModelInfo model) {
      Pricing pricing = model.facts().pricing();
      return pricing == null ? Rates.UNKNOWN : pricing.rates();
    }

    private static <T extends Comparable<T>> Function<Boolean, Comparator<ModelInfo>> by(
        Function<ModelInfo, @Nullable T> value) {
      return by(value, Comparator.naturalOrder());
    }

    private static <T> Function<Boolean, Comparator<ModelInfo>> by(
        Function<ModelInfo, @Nullable T> value, Comparator<T> ascending) {
      return descending ->
          Comparator.comparing(
              value, Comparator.nullsLast(descending ? ascending.reversed() : ascending));
    }
  }
}
