package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRouterFillingTest {

  private static final List<String> MODEL =
      List.of(
          "name",
          "canonical_id",
          "family",
          "capabilities",
          "modalities",
          "knowledge_cutoff",
          "released",
          "open_weights");

  @Test
  void aVendorsModelGetsLimitsAndPriceToo() {
    RowSamples rows = RowSamples.of("openai").atOpenRouter("openai/gpt-9");

    assertThat(fields(rows.enrich("gpt-9")))
        .containsAll(MODEL)
        .contains("context_window", "max_output_tokens", "pricing")
        .hasSize(MODEL.size() + 3);
  }

  @ParameterizedTest
  @CsvSource({
    "xai, x-ai/m",
    "perplexity, perplexity/m",
    "mistral, mistralai/m",
  })
  void theLengthOfAnswersIsNotThatOfVendorsWhereItDiffers(String type, String openRouterId) {
    assertThat(fields(RowSamples.of(type).atOpenRouter(openRouterId).enrich("m")))
        .contains("context_window", "pricing")
        .doesNotContain("max_output_tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"groq", "cerebras", "togetherai", "deepinfra"})
  void aHostsPriceIsItsOwn(String type) {
    assertThat(fields(RowSamples.of(type).atOpenRouter("openai/m").enrich("openai/m")))
        .containsAll(MODEL)
        .contains("context_window")
        .hasSize(MODEL.size() + 1);
  }

  @ParameterizedTest
  @CsvSource({"ollama, m:8b", "lmstudio, a/m-8b", "openai-compatible, a/m-8b"})
  void aServerOfOnesOwnGetsNoLimitAndNoPrice(String type, String id) {
    assertThat(fields(RowSamples.of(type).atOpenRouter("a/m-8b").enrich(id)))
        .containsExactlyInAnyOrderElementsOf(MODEL);
  }

  @Test
  void onlyTheSameBuildHasThePrice() {
    assertThat(fields(RowSamples.of("openai").atOpenRouter("openai/m").enrich("m-2026-01-02")))
        .contains("context_window", "max_output_tokens")
        .doesNotContain("pricing");
    assertThat(fields(RowSamples.of("cohere").atOpenRouter("cohere/m").enrich("m-03-2025")))
        .doesNotContain("pricing");
    assertThat(fields(RowSamples.of("openai").onceAtOpenRouter("openai/m").enrich("m")))
        .contains("context_window")
        .doesNotContain("pricing");
    assertThat(fields(RowSamples.of("openai").atOpenRouter("openai/m").enrich("ft:m:acme::1")))
        .contains("context_window")
        .doesNotContain("pricing", "name", "canonical_id", "released");
  }

  @Test
  void imagesHavePricesOfTheirOwn() {
    ModelFacts images =
        RowSamples.facts("openai/m").toBuilder()
            .modalities(List.of(Modality.TEXT), List.of(Modality.TEXT, Modality.IMAGE))
            .build();

    assertThat(fields(openRouter("openai", images).enrich("m"))).doesNotContain("pricing");
  }

  @Test
  void weightsThatArePublishedAreSoldByOthersToo() {
    ModelFacts open = RowSamples.facts("mistralai/m").toBuilder().openWeights(true).build();

    assertThat(fields(openRouter("mistral", open).enrich("m")))
        .contains("context_window")
        .doesNotContain("pricing");
  }

  @Test
  void aLiveValueWins() {
    Pricing price = Pricing.of(Rates.of(BigDecimal.TEN, BigDecimal.TEN));
    ModelFacts live =
        ModelFacts.of("gpt-9")
            .name("Live")
            .contextWindow(7L)
            .can(Capability.FUNCTION_CALLING, false)
            .pricing(price)
            .build();
    ModelFacts row =
        RowSamples.facts("openai/gpt-9").toBuilder().can(Capability.FUNCTION_CALLING).build();

    ModelFacts served = openRouter("openai", row).enrich(live).facts();

    assertThat(served.name()).isEqualTo("Live");
    assertThat(served.contextWindow()).isEqualTo(7);
    assertThat(served.pricing()).isEqualTo(price);
    assertThat(served.capabilities()).containsExactly(Capability.CHAT);
    assertThat(served.maxOutputTokens()).isEqualTo(100);
  }

  private static RowSamples openRouter(String type, ModelFacts facts) {
    return RowSamples.of(type).row(new CatalogRow("openrouter", facts, null));
  }

  private static List<String> fields(Enriched enriched) {
    return Objects.requireNonNull(enriched.enrichment()).fields();
  }
}
