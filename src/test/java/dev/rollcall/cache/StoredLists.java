package dev.rollcall.cache;

import dev.rollcall.config.Globs;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Lists as they are kept in files. */
final class StoredLists {

  static final Instant FETCHED = Instant.parse("2026-11-22T08:30:00.123Z");

  private StoredLists() {}

  static StoredList of(String instance, String... ids) {
    return of(instance, Bench.facts(ids));
  }

  static StoredList of(String instance, List<ModelFacts> models) {
    return new StoredList(
        instance,
        "acme",
        new Fingerprint("00ff", "aa11"),
        FETCHED,
        2,
        false,
        true,
        new Globs(List.of("a*"), List.of()),
        42,
        models);
  }

  /** So many models with about as much in each as OpenRouter says. */
  static List<ModelFacts> models(int count) {
    return IntStream.range(0, count).mapToObj(StoredLists::model).toList();
  }

  private static ModelFacts model(int number) {
    return ModelFacts.of("lab-%d/model-%d:free".formatted(number % 50, number))
        .aliases(List.of("model-" + number, "model-" + number + "-latest"))
        .name("Lab: Model " + number + " (free)")
        .ownedBy("lab-" + number % 50)
        .created(1_735_689_600L + number)
        .contextWindow(131_072L)
        .maxOutputTokens(16_384L)
        .capabilities(Set.of(Capability.CHAT, Capability.VISION, Capability.FUNCTION_CALLING))
        .can(Capability.REASONING, false)
        .modalities(Set.of(Modality.TEXT, Modality.IMAGE), Set.of(Modality.TEXT))
        .pricing(Pricing.of(Rates.of(new BigDecimal("0.15"), new BigDecimal("0.6"))))
        .supportsStreaming(true)
        .build();
  }
}
