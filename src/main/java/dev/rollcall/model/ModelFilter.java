package dev.rollcall.model;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a query asks of a model's facts. What is not known passes no filter. */
final class ModelFilter {

  private ModelFilter() {}

  static boolean matches(ModelQuery query, ModelInfo model) {
    ModelFacts facts = model.facts();
    return isAtLeast(query.minContext(), facts.contextWindow())
        && hasAny(query.capabilities(), facts.capabilities())
        && hasAny(query.inputModalities(), facts.modalities().input())
        && hasAny(query.outputModalities(), facts.modalities().output())
        && isSame(query.canonical(), facts.canonicalId())
        && isSame(query.deprecated(), Boolean.TRUE.equals(facts.deprecated()))
        && costs(query, facts.pricing())
        && hasText(query.q(), model);
  }

  private static boolean costs(ModelQuery query, @Nullable Pricing pricing) {
    if (query.maxInputPrice() == null && query.maxOutputPrice() == null && query.free() == null) {
      return true;
    }
    return pricing != null
        && isAtMost(query.maxInputPrice(), pricing.rates().input())
        && isAtMost(query.maxOutputPrice(), pricing.rates().output())
        && isSame(query.free(), isFree(pricing));
  }

  private static <T> boolean hasAny(Set<T> wanted, Set<T> present) {
    if (wanted.isEmpty()) {
      return true;
    }
    for (T each : wanted) {
      if (present.contains(each)) {
        return true;
      }
    }
    return false;
  }

  private static <T> boolean isSame(@Nullable T wanted, @Nullable T present) {
    return wanted == null || wanted.equals(present);
  }

  private static boolean isAtLeast(@Nullable Long least, @Nullable Long present) {
    return least == null || (present != null && present >= least);
  }

  private static boolean isAtMost(@Nullable BigDecimal most, @Nullable BigDecimal present) {
    return most == null || (present != null && present.compareTo(most) <= 0);
  }

  private static boolean hasText(@Nullable String part, ModelInfo model) {
    if (part == null) {
      return true;
    }
    String lowerCase = part.toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(model.id()),
            Stream.concat(
                Stream.ofNullable(model.facts().name()), model.facts().aliases().stream()))
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lowerCase));
  }

  /** Whether every price there is is zero; null when there is none. */
  private static @Nullable Boolean isFree(Pricing pricing) {
    return pricing.isUnknown()
        ? null
        : pricing.prices().stream().allMatch(price -> price.signum() == 0);
  }
}
