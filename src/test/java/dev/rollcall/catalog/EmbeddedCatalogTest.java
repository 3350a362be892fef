package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.json.Decimals;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedCatalogTest {

  private static Catalog catalog;

  @BeforeAll
  static void load() {
    catalog = Catalog.load(null);
  }

  @Test
  void hasEveryTypeThatHasAListOfItsOwn() {
    assertThat(catalog.entries()).hasSizeGreaterThan(700);
    assertThat(catalog.models("openrouter")).hasSizeGreaterThan(339);
    for (String type :
        List.of(
            "anthropic",
            "cerebras",
            "cohere",
            "deepinfra",
            "gemini",
            "groq",
            "mistral",
            "openai",
            "perplexity",
            "togetherai",
            "xai")) {
      assertThat(catalog.models(type)).as(type).isNotEmpty();
    }
    for (String local : List.of("ollama", "lmstudio", "openai-compatible", "google")) {
      assertThat(catalog.models(local)).as(local).isEmpty();
    }
  }

  @Test
  void entriesAreTheModelsOfEveryTypeInOrder() {
    assertThat(catalog.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.source()).isEqualTo(Source.CATALOG);
              assertThat(entry.provider()).isEqualTo(entry.providerType());
            });
    assertThat(catalog.entries()).extracting(ModelInfo::id).doesNotHaveDuplicates().isSorted();
    assertThat(
            catalog.entries().stream()
                .filter(entry -> entry.provider().equals("groq"))
                .map(ModelInfo::facts))
        .isEqualTo(catalog.models("groq"));
  }

  @Test
  void pricesAreShortExactDecimals() {
    assertThat(catalog.entries())
        .filteredOn(entry -> entry.facts().pricing() != null)
        .hasSizeGreaterThan(600)
        .allSatisfy(
            entry ->
                assertThat(Objects.requireNonNull(entry.facts().pricing()).prices())
                    .isNotEmpty()
                    .allSatisfy(
                        price -> {
                          assertThat(price).isNotNegative();
                          assertThat(Decimals.format(price).length()).isLessThan(12);
                        }));
  }

  @Test
  void namesItsSources() {
    assertThat(catalog.sources())
        .extracting(CatalogSource::date)
        .contains("2026-09-30", "2026-11-10");
    assertThat(catalog.sources())
        .allSatisfy(source -> assertThat(source.sha256()).matches("[0-9a-f]{64}"));
  }

  @Test
  void theFileIsWrittenAsItWouldBeWrittenAgain() throws IOException {
    byte[] bytes = resource();

    assertThat(CatalogFile.read("resource", bytes).write()).isEqualTo(bytes);
  }

  @Test
  void hasTheCanonicalIdsThatTheRulesFind() {
    CatalogFile file = CatalogFile.load(null);

    assertThat(file.withCanonicalIds()).isEqualTo(file);
  }

  @Test
  void rowsThatAreReadByTypeAreThoseOfTheFile() throws IOException {
    CatalogFile file = CatalogFile.load(null);
    EmbeddedRows byType = EmbeddedRows.of(resource());

    assertThat(byType.sources()).isEqualTo(file.sources());
    assertThat(byType.types().stream().flatMap(type -> byType.of(type).stream()))
        .containsExactlyElementsOf(file.rows());
    assertThat(byType.of("ollama")).isEmpty();
  }

  @Test
  void anUpdateKeepsWhatItFinds() {
    CatalogRow row =
        new CatalogRow("openai", ModelFacts.of("gpt").build(), null).withCanonicalId("openai/gpt");

    assertThat(RowJson.read(RowJson.write(row))).isEqualTo(row);
    assertThat(row.identified().facts().canonicalId()).isEqualTo("openai/gpt");
  }

  @Test
  void knowsAModelAsItsProviderSellsIt() {
    ModelFacts haiku =
        catalog.enrich("anthropic", RowSamples.list("claude-haiku-4-5")).get(0).facts();

    assertThat(haiku.contextWindow()).isEqualTo(200_000);
    assertThat(haiku.capabilities()).contains(Capability.CHAT, Capability.VISION);
    assertThat(
            Decimals.format(
                Objects.requireNonNull(
                    Objects.requireNonNull(haiku.pricing()).rates().cacheRead())))
        .isEqualTo("0.1");
  }

  @Test
  void whatIsFilledHasARowAndARule() {
    List<ModelFacts> bare =
        catalog.entries().stream()
            .filter(entry -> entry.provider().equals("openrouter"))
            .map(entry -> ModelFacts.of(entry.facts().nativeId()).build())
            .toList();

    assertThat(catalog.enrich("openrouter", bare))
        .allSatisfy(
            entry -> {
              assertThat(Objects.requireNonNull(entry.enrichment()).rule()).isEqualTo("exact");
              assertThat(entry.enrichment().from())
                  .isEqualTo("openrouter/" + entry.facts().nativeId());
            });
  }

  private static byte[] resource() throws IOException {
    try (InputStream input = Catalog.class.getResourceAsStream("catalog.jsonl")) {
      return Objects.requireNonNull(input).readAllBytes();
    }
  }
}
