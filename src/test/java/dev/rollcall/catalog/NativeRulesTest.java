package dev.rollcall.catalog;

import static dev.rollcall.catalog.RowSamples.listed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeRulesTest {

  @Test
  void theSameIdIsExact() {
    assertThat(RowSamples.of("openai", "gpt-4o", "gpt-4o-2024-05-13").match("gpt-4o-2024-05-13"))
        .isEqualTo("exact gpt-4o-2024-05-13");
  }

  @Test
  void caseCountsFirst() {
    RowSamples rows = RowSamples.of("deepinfra", "Qwen/Qwen3-32B", "qwen/qwen3-32b");

    assertThat(rows.match("qwen/qwen3-32b")).isEqualTo("exact qwen/qwen3-32b");
    assertThat(rows.match("QWEN/qwen3-32b")).as("which one is a guess").isEqualTo("none");
  }

  @Test
  void anAliasLeadsToItsRow() {
    assertThat(RowSamples.of("mistral", "open-mistral-7b").match(listed("tiny", "open-mistral-7b")))
        .isEqualTo("alias open-mistral-7b");
  }

  @Test
  void anotherEntryThatSharesANameLeadsToItsRow() {
    RowSamples rows = RowSamples.of("mistral", "m-2508");

    assertThat(rows.match(listed("m"), listed("m-2508", "m", "m-latest")))
        .as("named by the other")
        .isEqualTo("alias m-2508");
    assertThat(rows.match(listed("m-cli", "m-latest"), listed("m-2508", "m-latest")))
        .as("sharing an alias")
        .isEqualTo("alias m-2508");
  }

  @Test
  void aliasesThatLeadToTwoRowsLeadToNone() {
    assertThat(RowSamples.of("xai", "grok-a", "grok-b").match(listed("grok", "grok-a", "grok-b")))
        .isEqualTo("none");
  }

  @Test
  void anAliasThatMovesOnIsNotTakenForWhatItStoodFor() {
    RowSamples rows = RowSamples.of("mistral", "mistral-large-latest", "mistral-medium-2508");

    assertThat(rows.match(listed("mistral-large-2612", "mistral-large-latest"))).isEqualTo("none");
    assertThat(rows.match(listed("mistral-large-latest", "mistral-large-2612")))
        .as("the row of the very id is")
        .isEqualTo("exact mistral-large-latest");
    assertThat(
            rows.match(
                listed("mistral-medium", "mistral-large-latest", "mistral-medium-2508"),
                listed("mistral-large-latest", "mistral-medium")))
        .as("nor does it make another alias ambiguous")
        .isEqualTo("alias mistral-medium-2508");
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter, anthropic/claude-opus-4.5, Anthropic/Claude-Opus-4-5",
    "deepinfra, Qwen/Qwen3.7-Max, qwen/qwen3.7-max",
    "mistral, zai-glm-5-2, zai.glm_5.2"
  })
  void caseAndPunctuationDoNotMatter(String type, String row, String id) {
    assertThat(RowSamples.of(type, row).match(id)).isEqualTo("normalised " + row);
  }

  @ParameterizedTest
  @CsvSource({
    "command-r, command-r+",
    "openai/gpt-latest, ~openai/gpt-latest",
    "foo:free, foo-free",
    "foo-free, foo:free"
  })
  void normalisingKeepsWhatTellsModelsApart(String row, String id) {
    assertThat(RowSamples.of("openrouter", row).match(id)).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-5, gpt-5-2025-08-07",
    "anthropic, claude-haiku-4-5, claude-haiku-4-5-20251001",
    "anthropic, claude-opus-4-0, claude-opus-4-20250514",
    "openrouter, qwen/qwen-plus, Qwen/Qwen-Plus-2025-07-28"
  })
  void aFullDateIsDropped(String type, String row, String id) {
    assertThat(RowSamples.of(type, row).match(id)).isEqualTo("undated " + row);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-0, claude-4-sonnet",
    "claude-opus-4-0, claude-opus-4",
    "claude-opus-4, claude-opus-4-0",
    "claude-sonnet-4-5, claude-4-5-sonnet",
    "anthropic/claude-4-opus, anthropic/claude-opus-4"
  })
  void aClaudeIsFoundByItsOtherName(String row, String id) {
    assertThat(RowSamples.of("anthropic", row).match(id)).isEqualTo("claude-name " + row);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4, claude-sonnet-4-5",
    "claude-opus-4-1, claude-opus-4-0",
    "claude-sonnet-4, claude-opus-4",
    "claude-3-haiku, claude-3-5-haiku",
    "claude-opus-1, claude-opus-10"
  })
  void anotherClaudeIsNot(String row, String id) {
    assertThat(RowSamples.of("anthropic", row).match(id)).isEqualTo("none");
  }

  @Test
  void anUndatedIdFindsTheOnlyDatedRow() {
    assertThat(RowSamples.of("anthropic", "claude-opus-4-5-20251101").match("claude-opus-4-5"))
        .isEqualTo("only-dated claude-opus-4-5-20251101");
    assertThat(RowSamples.of("anthropic", "claude-3-opus-20240229").match("claude-opus-3"))
        .isEqualTo("only-dated claude-3-opus-20240229");
  }

  @Test
  void ofTwoDatedRowsAnUndatedIdFindsNeither() {
    assertThat(RowSamples.of("openai", "gpt-4o-2024-05-13", "gpt-4o-2024-08-06").match("gpt-4o"))
        .isEqualTo("none");
  }

  @Test
  void aDatedIdNeverFindsARowWithAnotherDate() {
    assertThat(RowSamples.of("openai", "gpt-4o-2024-05-13").match("gpt-4o-2024-08-06"))
        .isEqualTo("none");
  }

  @Test
  void whatTheSourcesHaveComesBeforeWhatTheyHad() {
    RowSamples rows =
        RowSamples.of("anthropic", "claude-opus-4-5").retired("claude-opus-4-5-20251101");

    assertThat(rows.match("claude-opus-4-5-20251101")).isEqualTo("undated claude-opus-4-5");
  }

  @ParameterizedTest
  @CsvSource({
    "grok-4, grok-4, retired-exact",
    "grok-4, Grok.4, retired-normalised",
    "o1-mini, o1-mini-2024-09-12, retired-undated",
    "claude-opus-4-0, claude-4-opus, retired-claude-name",
    "claude-3-haiku-20240307, claude-3-haiku, retired-only-dated"
  })
  void theSameRulesHoldForRetiredRows(String row, String id, String rule) {
    assertThat(RowSamples.of("xai").retired(row).match(id)).isEqualTo(rule + " " + row);
  }

  @Test
  void anAliasLeadsToARetiredRowToo() {
    assertThat(RowSamples.of("xai").retired("grok-4").match(listed("grok-4-0709", "grok-4")))
        .isEqualTo("retired-alias grok-4");
  }

  @Test
  void aFineTuneIsMatchedByItsBase() {
    RowSamples rows = RowSamples.of("openai", "gpt-4o-mini");

    assertThat(rows.match("ft:gpt-4o-mini:acme::9abc")).isEqualTo("fine-tune-exact gpt-4o-mini");
    assertThat(rows.match("ft:gpt-4o-mini-2024-07-18:acme::9abc"))
        .isEqualTo("fine-tune-undated gpt-4o-mini");
    assertThat(RowSamples.of("openai").retired("o1-mini").match("ft:o1-mini:acme::9abc"))
        .isEqualTo("retired-fine-tune-exact o1-mini");
  }

  @ParameterizedTest
  @CsvSource({"free", "thinking", "extended", "nitro", "floor", "online", "exacto", "batch"})
  void aVariantOfOpenRouterIsMatchedByItsBase(String variant) {
    RowSamples rows = RowSamples.of("openrouter", "z-ai/glm-5");

    assertThat(rows.match("z-ai/glm-5:" + variant)).isEqualTo("variant-exact z-ai/glm-5");
    assertThat(rows.and("z-ai/glm-5:" + variant).match("z-ai/glm-5:" + variant))
        .as("by its own row where it has one")
        .isEqualTo("exact z-ai/glm-5:" + variant);
  }

  @Test
  void otherTagsAreNoVariants() {
    assertThat(RowSamples.of("openrouter", "z-ai/glm-5").match("z-ai/glm-5:beta"))
        .isEqualTo("none");
    assertThat(RowSamples.of("deepinfra", "z-ai/glm-5").match("z-ai/glm-5:free")).isEqualTo("none");
  }

  @Test
  void geminisPathIsNoPartOfTheId() {
    RowSamples rows = RowSamples.of("gemini", "gemini-2.5-flash");

    assertThat(rows.match("models/gemini-2.5-flash")).isEqualTo("exact gemini-2.5-flash");
    assertThat(rows.match("tunedModels/gemini-2.5-flash")).isEqualTo("none");
  }

  @Test
  void rowsOfAnotherTypeAreNotLookedAt() {
    assertThat(
            RowSamples.of("openai", "gpt-4o").catalog().enrich("groq", RowSamples.list("gpt-4o")))
        .allSatisfy(entry -> assertThat(entry.enrichment()).isNull());
    assertThat(RowSamples.of("openai", "gpt-4o").catalog().models("groq")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gemini, gemini-2.5-flash, gemini-2.5-flash-preview-tts",
    "gemini, gemini-2.5-pro, gemini-2.5-pro-preview-tts",
    "gemini, gemini-2.5-flash, gemini-2.5-flash-preview-05-20",
    "gemini, gemini-2.0-flash, gemini-2.0-flash-001",
    "gemini, gemini-2.0-flash, gemini-2.0-flash-exp",
    "openai, o1, o1-preview",
    "openai, gpt-4, gpt-4-0314",
    "openai, gpt-3.5-turbo, gpt-3.5-turbo-1106",
    "openai, gpt-5.5, gpt-5.5-instant",
    "deepinfra, qwen/qwen3-30b-a3b, qwen/qwen3-30b-a3b-2507",
    "mistral, mistral-large, mistral-large-latest",
    "mistral, mistral-large, mistral-large-2411",
    "mistral, mistral-large, mistral-large-2402",
    "mistral, devstral-medium-2507, devstral-medium-latest",
    "mistral, devstral-small-2507, devstral-small-latest",
    "xai, grok-4.20, grok-4.20-beta-0309",
    "togetherai, meta-llama/Llama-3.3-70B-Instruct, meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "cohere, command-a, command-a-03-2025"
  })
  void weakRulesAreNotThere(String type, String row, String id) {
    assertThat(RowSamples.of(type, row).match(id)).isEqualTo("none");
    assertThat(RowSamples.of(type).retired(row).match(id)).isEqualTo("none");
  }
}
