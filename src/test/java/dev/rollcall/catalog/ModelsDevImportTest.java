package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.json.Decimals;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsDevImportTest {

  @Test
  void takesIdsNamesNumbersDatesAndFlags() {
    ModelFacts facts =
        facts(
            "openai",
            "gpt-x",
            """
            "name": "GPT X", "family": "gpt", "canonical_model_id": "openai/gpt-x",
            "description": "prose", "release_date": "2026-03-05", "knowledge": "2025-08",
            "last_updated": "2026-03-06", "open_weights": false, "tool_call": true,
            "reasoning": true, "structured_output": true, "status": "deprecated",
            "modalities": {"input": ["text"], "output": ["text"]},
            "limit": {"context": 400000, "input": 272000, "output": 128000},
            "cost": {"input": 0.06, "output": 0.4}
            """);

    assertThat(facts)
        .isEqualTo(
            ModelFacts.of("gpt-x")
                .name("GPT X")
                .family("gpt")
                .canonicalId("openai/gpt-x")
                .contextWindow(400_000L)
                .maxInputTokens(272_000L)
                .maxOutputTokens(128_000L)
                .can(Capability.CHAT)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.REASONING)
                .can(Capability.STRUCTURED_OUTPUT)
                .modalities(List.of(Modality.TEXT), List.of(Modality.TEXT))
                .pricing(prices("0.06", "0.4"))
                .knowledgeCutoff("2025-08")
                .released("2026-03-05")
                .openWeights(false)
                .deprecated(true)
                .build());
  }

  @Test
  void falseIsKnownToBeLackingAndAbsentIsUnknown() {
    ModelFacts facts = facts("openai", "x", "\"tool_call\": false, \"reasoning\": false, " + LIMIT);

    assertThat(facts.lacking()).containsExactly(Capability.FUNCTION_CALLING, Capability.REASONING);
    assertThat(facts.capabilities()).isEmpty();
  }

  @Test
  void aLimitOfZeroIsUnknown() {
    ModelFacts facts =
        facts("openai", "x", "\"limit\": {\"context\": 0, \"input\": 0, \"output\": 0}");

    assertThat(facts).isEqualTo(ModelFacts.of("x").build());
  }

  @Test
  void aStatusOtherThanDeprecatedSaysNothing() {
    assertThat(facts("openai", "x", "\"status\": \"beta\", " + LIMIT).deprecated()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | text | 9 | x | chat",
        "text image pdf | text | 9 | x | chat vision",
        "text audio video | text | 9 | x | chat audio_input",
        "text image | text image | 9 | x | chat vision image_generation",
        "text image | text image | 0 | x | vision image_generation",
        "text | image | 9 | x | image_generation",
        "text | video | 9 | x | video_generation",
        "text | audio | 9 | x | speech",
        "text image | text audio | 9 | x | vision",
        "text audio | text audio | 9 | x | chat audio_input",
        "audio | text | 0 | x | audio_input transcription",
        "audio | audio text | 9 | x | audio_input",
        "text | decisions | 9 | x | ''",
        "'' | text | 9 | x | ''",
        "text | text | 9 | text-embedding-3 | embedding",
        "text | text | 9 | mistral-embed | embedding",
        "text | text | 9 | cohere/rerank-4 | rerank",
        "text | text | 9 | llama-guard-4 | moderation",
        "text | text | 9 | gpt-oss-safeguard-20b | moderation",
        "text | text | 9 | guardian-embedded-7b | chat"
      })
  void capabilitiesFollowFromWhatGoesInAndComesOut(
      String in, String out, int context, String id, String capabilities) {
    String row =
        "\"modalities\": {\"input\": %s, \"output\": %s}, \"limit\": {\"context\": %d}"
            .formatted(words(in), words(out), context);

    assertThat(facts("groq", id, row).capabilities())
        .extracting(Capability::wireName)
        .containsExactlyInAnyOrder(split(capabilities));
  }

  @Test
  void vectorsComeOutOfAnEmbeddingModelAndNoTokens() {
    ModelFacts facts =
        facts(
            "gemini",
            "google",
            "by-its-family",
            "\"family\": \"text-embedding\", \"limit\": {\"context\": 9, \"output\": 3072},"
                + "\"modalities\": {\"input\": [\"text\"], \"output\": [\"text\"]}");

    assertThat(facts.capabilities()).containsExactly(Capability.EMBEDDING);
    assertThat(facts.modalities().output()).containsExactly(Modality.EMBEDDING);
    assertThat(facts.maxOutputTokens()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | 'input': 0.1, 'output': 0.2 | 0.1 | 0.2",
        "x | 'input': 0.02, 'output': 0 | 0.02 | 0",
        "x | 'input': 0, 'output': 0 | none | none",
        "x:free | 'input': 0, 'output': 0 | 0 | 0",
        "x:free-not | 'input': 0, 'output': 0 | none | none",
        "x | 'input': 5 | 5 | none",
        "x | 'input': 1e-7, 'output': 0.30000000000000004 | 0.0000001 | 0.3"
      })
  void pricesAreExactAndZeroMeansFreeOnlyWhereItIsSaid(
      String id, String cost, String input, String output) {
    Pricing pricing =
        facts("openrouter", id, "\"cost\": {" + cost.replace('\'', '"') + "}, " + LIMIT).pricing();
    Rates rates = pricing == null ? Rates.UNKNOWN : pricing.rates();

    assertThat(text(rates.input())).isEqualTo(input);
    assertThat(text(rates.output())).isEqualTo(output);
  }

  @Test
  void everyTokenPriceIsTaken() {
    Pricing pricing =
        facts(
                "openai",
                "x",
                """
                "cost": {"input": 1, "output": 2, "cache_read": 3, "cache_write": 4,
                  "input_audio": 5, "output_audio": 6, "reasoning": 7, "unheard_of": 8},
                "experimental": {"modes": {"fast": {"cost": {"input": 99}}}},
                """
                    + LIMIT)
            .pricing();

    assertThat(Objects.requireNonNull(pricing).rates())
        .isEqualTo(new Rates(price(1), price(2), price(3), price(4), price(5), price(6), price(7)));
    assertThat(pricing.tiers()).isEmpty();
  }

  @Test
  void tiersByPromptSizeAscendAndReplaceTheLegacyOne() {
    String tiers =
        """
        "cost": {"input": 1, "output": 2, "context_over_200k": {"input": 9}, "tiers": [
          {"input": 5, "output": 6, "tier": {"type": "context", "size": 256000}},
          {"input": 3, "output": 4, "tier": {"type": "context", "size": 32000}},
          {"input": 7, "output": 8, "tier": {"type": "hour", "size": 3}}]},
        """;

    assertThat(Objects.requireNonNull(facts("openai", "x", tiers + LIMIT).pricing()).tiers())
        .containsExactly(
            new Pricing.Tier(32_000, Rates.of(price(3), price(4))),
            new Pricing.Tier(256_000, Rates.of(price(5), price(6))));
  }

  @Test
  void theLegacyTierCountsWhereThereIsNoOther() {
    String cost = "\"cost\": {\"input\": 1, \"context_over_200k\": {\"input\": 2}}, ";

    assertThat(Objects.requireNonNull(facts("openai", "x", cost + LIMIT).pricing()).tiers())
        .containsExactly(new Pricing.Tier(200_000, Rates.of(price(2), null)));
  }

  @Test
  void onlyOpenRoutersNamesLoseTheAuthor() {
    String row = "\"name\": \"Lab: A Model\", " + LIMIT;

    assertThat(facts("openrouter", "lab/x", row).name()).isEqualTo("A Model");
    assertThat(facts("openai", "x", row).name()).isEqualTo("Lab: A Model");
  }

  @Test
  void googleIsGeminiAndProvidersWithoutATypeAreLeftOut() {
    String input = input("google", "g", LIMIT).replaceFirst("}$", ", \"acme\": {\"models\": 1}}");

    assertThat(ModelsDevImport.rows(input.getBytes(UTF_8), "models.dev"))
        .extracting(CatalogRow::id)
        .containsExactly("gemini/g");
  }

  @Test
  void aRowWithItsLastDayIsRetired() {
    String retired = input("openai", "old", "\"last_seen\": \"2026-05-11\", " + LIMIT);

    assertThat(ModelsDevImport.rows(retired.getBytes(UTF_8), "a source"))
        .extracting(CatalogRow::lastSeen, CatalogRow::source)
        .containsExactly(tuple("2026-05-11", "a source"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'name': 'x' | limit is missing",
        "'limit': 7 | limit is no object",
        "'limit': {'context': 'big'} | context is no whole number",
        "'limit': {'context': 1.5} | context is no whole number",
        "'limit': {'context': -1} | context is no number of tokens",
        "'limit': {}, 'cost': {'input': -1} | input is below zero",
        "'limit': {}, 'cost': {'input': 'dear'} | input is no decimal",
        "'limit': {}, 'cost': {'input': 1, 'tiers': [{'tier': {'type': 'context'}}]} "
            + "| a price tier has no size",
        "'limit': {}, 'release_date': '2026-02-30' | release_date is no date",
        "'limit': {}, 'knowledge': 'autumn' | knowledge is no date",
        "'limit': {}, 'tool_call': 'yes' | tool_call is neither true nor false",
        "'limit': {}, 'canonical_model_id': 'a b' | canonical_id is no model id",
        "'limit': {}, 'id': 'another' | id is another than the key it stands under",
        "'limit': {}, 'id': null | id is missing",
        "'limit': {}, 'name': 'a\\u0007b' | name is too long or holds control characters",
        "'limit': {}, 'family': '\\ud83d' | family is too long or holds control characters"
      })
  void namesTheRowThatCannotBeTaken(String row, String message) {
    String input = input("openai", "gpt-bad", row.replace('\'', '"'));

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> ModelsDevImport.rows(input.getBytes(UTF_8), "models.dev"))
        .withMessage("models.dev's list cannot be taken: openai/gpt-bad: " + message + ".");
  }

  @Test
  void refusesIdsThatNoProviderUses() {
    for (String id : List.of("a b", "ü", "a?b", "x".repeat(129))) {
      assertThatExceptionOfType(CatalogException.class)
          .isThrownBy(() -> facts("openai", id, LIMIT))
          .withMessageContaining("openai/" + id + ": native_id is no model id");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"<html>", "[]", "{\"openai\": {\"models\": {", "{} {}", "''", "7"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> ModelsDevImport.rows(text.getBytes(UTF_8), "models.dev"))
        .withMessage("models.dev's list cannot be read as a JSON object.");
  }

  private static final String LIMIT = "\"limit\": {\"context\": 9}";

  private static ModelFacts facts(String provider, String id, String row) {
    return facts(provider, provider, id, row);
  }

  private static ModelFacts facts(String type, String provider, String id, String row) {
    Collection<CatalogRow> rows =
        ModelsDevImport.rows(input(provider, id, row).getBytes(UTF_8), "models.dev");
    assertThat(rows).hasSize(1);
    CatalogRow only = rows.iterator().next();
    assertThat(only.type()).isEqualTo(type);
    return only.facts();
  }

  private static String input(String provider, String id, String row) {
    String named = row.contains("\"id\":") ? row : "\"id\": \"" + id + "\", " + row;
    return "{\"%s\": {\"models\": {\"%s\": {%s}}}}".formatted(provider, id, named);
  }

  private static String words(String words) {
    return words.isEmpty() ? "[]" : "[\"" + words.replace(" ", "\",\"") + "\"]";
  }

  private static String[] split(String words) {
    return words.isEmpty() ? new String[0] : words.split(" ");
  }

  private static Pricing prices(String input, String output) {
    return Pricing.of(Rates.of(new BigDecimal(input), new BigDecimal(output)));
  }

  private static BigDecimal price(int value) {
    return BigDecimal.valueOf(value);
  }

  private static String text(BigDecimal price) {
    return price == null ? "none" : Decimals.format(price);
  }
}
