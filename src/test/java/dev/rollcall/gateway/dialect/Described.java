package dev.rollcall.gateway.dialect;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import dev.rollcall.model.Source;
import java.math.BigDecimal;
import java.util.List;

/** One model of which everything is known, and one of which nothing is. */
final class Described {

  /** {@code box/lab/all:1}. */
  static final ModelInfo ALL =
      model(
          ModelFacts.of("lab/all:1")
              .aliases(List.of("all-latest"))
              .name("All One")
              .ownedBy("lab")
              .created(1_760_486_400L)
              .contextWindow(200_000L)
              .maxInputTokens(190_000L)
              .maxOutputTokens(64_000L)
              .capabilities(
                  List.of(
                      Capability.CHAT,
                      Capability.VISION,
                      Capability.FUNCTION_CALLING,
                      Capability.STRUCTURED_OUTPUT))
              .can(Capability.REASONING, false)
              .modalities(
                  List.of(Modality.TEXT, Modality.IMAGE, Modality.PDF), List.of(Modality.TEXT))
              .pricing(
                  new Pricing(
                      new Rates(
                          new BigDecimal("3"),
                          new BigDecimal("15.5"),
                          new BigDecimal("0.3"),
                          new BigDecimal("3.75"),
                          null,
                          null,
                          null),
                      List.of(),
                      List.of(new Pricing.Other(Pricing.Unit.REQUEST, new BigDecimal("0.01")))))
              .knowledgeCutoff("2025-02-28")
              .released("2025-10-15")
              .openWeights(true)
              .parameterCount("8.2B")
              .quantization("Q4_K_M")
              .deprecated(true)
              .shutdownDate("2026-12-31")
              .family("lab-all")
              .canonicalId("lab/all")
              .build());

  /** {@code box/bare}. */
  static final ModelInfo BARE = model(ModelFacts.of("bare").build());

  private Described() {}

  static ModelInfo model(ModelFacts facts) {
    return new ModelInfo("box", "openai-compatible", Source.LIVE, facts, null);
  }

  /** A page with these models, the whole list. */
  static Page page(ModelInfo... models) {
    return new Page(List.of(models), Ids.QUALIFIED, models.length, 0, null, false);
  }

  /** A page with these models out of five, the first of which it leaves out. */
  static Page middle(ModelInfo... models) {
    return new Page(List.of(models), Ids.QUALIFIED, 5, 1, models.length, true);
  }
}
