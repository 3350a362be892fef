package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FillingTest {

  @Test
  void aBareIdGetsEverythingTheRowSaysAndNamesIt() {
    Enriched enriched = RowSamples.of("openai", "gpt").enrich("gpt");

    assertThat(enriched.enrichment())
        .isEqualTo(
            new Enrichment(
                "openai/gpt",
                "exact",
                List.of(
                    "name",
                    "canonical_id",
                    "family",
                    "context_window",
                    "max_input_tokens",
                    "max_output_tokens",
                    "capabilities",
                    "modalities",
                    "pricing",
                    "knowledge_cutoff",
                    "released",
                    "open_weights",
                    "deprecated")));
    assertThat(enriched.facts().toBuilder().can(Capability.REASONING, false).build())
        .isEqualTo(RowSamples.facts("gpt"));
  }

  @Test
  void aLiveValueWins() {
    Pricing price = Pricing.of(Rates.of(BigDecimal.TEN, BigDecimal.TEN));
    ModelFacts live =
        ModelFacts.of("gpt")
            .name("Live")
            .family("live")
            .canonicalId("live/gpt")
            .contextWindow(7L)
            .maxInputTokens(6L)
            .maxOutputTokens(5L)
            .can(Capability.CHAT)
            .modalities(List.of(Modality.IMAGE), List.of(Modality.AUDIO))
            .pricing(price)
            .knowledgeCutoff("2020-01")
            .released("2020-02")
            .openWeights(true)
            .deprecated(false)
            .build();

    assertThat(RowSamples.of("openai", "gpt").enrich(live)).isEqualTo(new Enriched(live, null));
  }

  @Test
  void onlyWhatWasAddedIsNamed() {
    ModelFacts live = RowSamples.facts("gpt").toBuilder().contextWindow(7L).pricing(null).build();
    Enriched enriched = RowSamples.of("openai", "gpt").enrich(live);

    assertThat(enriched.facts().contextWindow()).isEqualTo(7);
    assertThat(fields(enriched)).containsExactly("pricing");
  }

  @Test
  void pricesOfTwoSourcesAreNotMixed() {
    Pricing inputOnly = Pricing.of(Rates.of(BigDecimal.ONE, null));
    ModelFacts live = ModelFacts.of("gpt").pricing(inputOnly).build();

    assertThat(RowSamples.of("openai", "gpt").enrich(live).facts().pricing()).isEqualTo(inputOnly);
  }

  @Test
  void whatTheProviderKnowsToLackIsNotAdded() {
    ModelFacts row =
        ModelFacts.of("gpt").can(Capability.CHAT).can(Capability.FUNCTION_CALLING).build();
    ModelFacts live = ModelFacts.of("gpt").can(Capability.FUNCTION_CALLING, false).build();

    assertThat(RowSamples.of("openai").row(row).enrich(live).facts().capabilities())
        .containsExactly(Capability.CHAT);
  }

  @Test
  void aProviderThatTakesNoImagesHasNoVision() {
    ModelFacts row =
        ModelFacts.of("gpt")
            .can(Capability.VISION)
            .can(Capability.AUDIO_INPUT)
            .can(Capability.IMAGE_GENERATION)
            .build();
    RowSamples rows = RowSamples.of("openai").row(row);
    ModelFacts live =
        ModelFacts.of("gpt")
            .modalities(List.of(Modality.TEXT, Modality.AUDIO), List.of(Modality.TEXT))
            .build();

    assertThat(rows.enrich(live).facts().capabilities()).containsExactly(Capability.AUDIO_INPUT);
    assertThat(rows.enrich("gpt").facts().capabilities()).hasSize(3);
  }

  @Test
  void aRetiredRowGivesNoPriceAndNoDeprecation() {
    Enriched enriched = RowSamples.of("openai").retired("gpt").enrich("gpt");

    assertThat(fields(enriched))
        .contains("name", "context_window", "capabilities", "released")
        .doesNotContain("pricing", "deprecated");
    assertThat(enriched.facts().pricing()).isNull();
  }

  @Test
  void aFineTuneGetsLimitsAndAbilitiesButNeitherIdentityNorPrice() {
    Enriched enriched = RowSamples.of("openai", "gpt").enrich("ft:gpt:acme::1");

    assertThat(enriched.facts().nativeId()).isEqualTo("ft:gpt:acme::1");
    assertThat(fields(enriched))
        .containsExactly(
            "family",
            "context_window",
            "max_input_tokens",
            "max_output_tokens",
            "capabilities",
            "modalities",
            "knowledge_cutoff");
  }

  @Test
  void aFreeVariantCostsNothingAndAnotherHasNoKnownPrice() {
    RowSamples rows = RowSamples.of("openrouter", "z/glm").retired("z/old");

    assertThat(Objects.requireNonNull(rows.enrich("z/glm:free").facts().pricing()).rates())
        .isEqualTo(Rates.of(BigDecimal.ZERO, BigDecimal.ZERO));
    assertThat(rows.enrich("z/glm:nitro").facts().pricing()).isNull();
    assertThat(rows.enrich("z/old:free").facts().pricing()).isNull();
    assertThat(rows.and("z/glm:nitro").enrich("z/glm:nitro").facts().pricing()).isNotNull();
  }

  @Test
  void fieldsThatNoCatalogKnowsStayAsTheyAre() {
    ModelFacts listed =
        RowSamples.of("xai", "grok").enrich(RowSamples.listed("grok-0709", "grok")).facts();

    assertThat(listed.aliases()).containsExactly("grok");
    assertThat(listed.created()).isNull();
    assertThat(listed.ownedBy()).isNull();
    assertThat(listed.quantization()).isNull();
    assertThat(listed.parameterCount()).isNull();
    assertThat(listed.supportsStreaming()).isNull();
  }

  @Test
  void aRowWithNothingToAddIsNotNamed() {
    Enriched enriched = RowSamples.of("openai").row(ModelFacts.of("gpt").build()).enrich("gpt");

    assertThat(enriched).isEqualTo(new Enriched(ModelFacts.of("gpt").build(), null));
  }

  @Test
  void entriesKeepTheirOrderAndTheirNumber() {
    List<ModelFacts> listed = RowSamples.list("b", "unknown", "a", "b");

    assertThat(RowSamples.of("openai", "a", "b").catalog().enrich("openai", listed))
        .extracting(entry -> entry.facts().nativeId())
        .containsExactly("b", "unknown", "a", "b");
  }

  private static List<String> fields(Enriched enriched) {
    return Objects.requireNonNull(enriched.enrichment()).fields();
  }
}
