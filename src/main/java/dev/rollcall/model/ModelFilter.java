package dev.rollcall.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of an entry, as the checks that it takes and no others. What is not known
 * passes none.
 */
final class ModelFilter implements Predicate<ModelInfo> {

  private final List<Predicate<ModelInfo>> checks = new ArrayList<>();

  ModelFilter(ModelQuery query) {
    if (!query.providers().isEmpty() || !query.types().isEmpty()) {
      checks.add(model -> query.isAbout(model.provider(), model.providerType()));
    }
    if (!query.sources().isEmpty()) {
      checks.add(model -> query.sources().contains(model.source()));
    }
    isAtLeast(query.minContext(), ModelFacts::contextWindow);
    hasAny(query.capabilities(), ModelFacts::capabilities);
    hasAny(query.inputModalities(), facts -> facts.modalities().input());
    hasAny(query.outputModalities(), facts -> facts.modalities().output());
    is(query.canonical(), ModelFacts::canonicalId);
    is(query.deprecated(), facts -> Boolean.TRUE.equals(facts.deprecated()));
    isAtMost(query.maxInputPrice(), facts -> rates(facts).input());
    isAtMost(query.maxOutputPrice(), facts -> rates(facts).output());
    is(query.free(), ModelFilter::isFree);
    hasText(query.q());
  }

  @Override
  public boolean test(ModelInfo model) {
    for (Predicate<ModelInfo> check : checks) {
      if (!check.test(model)) {
        return false;
      }
    }
    return true;
  }

  private <T> void hasAny(Set<T> wanted, Function<ModelFacts, Set<T>> values) {
    if (!wanted.isEmpty()) {
      checks.add(model -> !Collections.disjoint(values.apply(model.facts()), wanted));
    }
  }

  private <T> void is(@Nullable T wanted, Function<ModelFacts, @Nullable T> value) {
    if (wanted != null) {
      checks.add(model -> wanted.equals(value.apply(model.facts())));
    }
  }

  private void isAtLeast(@Nullable Long least, Function<ModelFacts, @Nullable Long> value) {
    if (least != null) {
      checks.add(
          model -> {
            Long present = value.apply(model.facts());
            return present != null && present >= least;
          });
    }
  }

  private void isAtMost(
      @Nullable BigDecimal most, Function<ModelFacts, @Nullable BigDecimal> value) {
    if (most != null) {
      checks.add(
          model -> {
            BigDecimal present = value.apply(model.facts());
            return present != null && present.compareTo(most) <= 0;
          });
    }
  }

  private void hasText(@Nullable String part) {
    if (part != null) {
      String lowerCase = part.toLowerCase(Locale.ROOT);
      checks.add(
          model ->
              texts(model).anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lowerCase)));
    }
  }

  private static Stream<String> texts(ModelInfo model) {
    ModelFacts facts = model.facts();
    return Stream.concat(
        Stream.of(model.id()),
        Stream.concat(Stream.ofNullable(facts.name()), facts.aliases().stream()));
  }

  private static Rates rates(ModelFacts facts) {
    return facts.pricing() == null ? Rates.UNKNOWN : facts.pricing().rates();
  }

  /** Whether every price there is is zero; null when there is none. */
  private static @Nullable Boolean isFree(ModelFacts facts) {
    Pricing pricing = facts.pricing();
    if (pricing == null || pricing.isUnknown()) {
      return null;
    }
    return pricing.prices().stream().allMatch(price -> price.signum() == 0);
  }
}
