package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterRulesTest {

  @ParameterizedTest
  @CsvSource({
    "groq, openai/gpt-oss-20b, openai/gpt-oss-20b, openrouter-exact",
    "openai-compatible, z-ai/glm-5:free, z-ai/glm-5:free, openrouter-exact",
    "openai, gpt-5.1, openai/gpt-5.1, openrouter-name",
    "gemini, models/gemini-2.5-pro, google/gemini-2.5-pro, openrouter-name",
    "anthropic, claude-opus-4-8, anthropic/claude-opus-4.8, openrouter-name",
    "mistral, devstral-2512, mistralai/devstral-2512, openrouter-name",
    "cohere, command-r-08-2024, cohere/command-r-08-2024, openrouter-name",
    "perplexity, sonar-pro, perplexity/sonar-pro, openrouter-name",
    "xai, grok-4.3, x-ai/grok-4.3, openrouter-name",
    "togetherai, deepseek-ai/DeepSeek-V3.2, deepseek/deepseek-v3.2, openrouter-name",
    "deepinfra, Qwen/Qwen3-32B, qwen/qwen3-32b, openrouter-name",
    "deepinfra, zai-org/GLM-5.1, z-ai/glm-5.1, openrouter-name",
    "togetherai, MiniMaxAI/MiniMax-M3, minimax/minimax-m3, openrouter-name",
    "togetherai, moonshotai/Kimi-K3, moonshotai/kimi-k3, openrouter-name",
    "deepinfra, XiaomiMiMo/MiMo-V2.5, xiaomi/mimo-v2.5, openrouter-name",
    "deepinfra, stepfun-ai/Step-3.7-Flash, stepfun/step-3.7-flash, openrouter-name",
    "deepinfra, ByteDance/Seed-2.0-mini, bytedance-seed/seed-2.0-mini, openrouter-name",
    "togetherai, LiquidAI/LFM-2.5-24B-A2B, liquid/lfm-2.5-24b-a2b, openrouter-name",
    "togetherai, meta-models/Muse-Spark-Open, meta/muse-spark-open, openrouter-name",
    "openai-compatible, Qwen/Qwen3-14B, qwen/qwen3-14b, openrouter-name",
    "openai, gpt-5-2025-08-07, openai/gpt-5, openrouter-undated",
    "anthropic, claude-opus-4-20250514, anthropic/claude-opus-4, openrouter-undated",
    "deepinfra, anthropic/claude-4-opus, anthropic/claude-opus-4, openrouter-undated",
    "cohere, command-a-03-2025, cohere/command-a, openrouter-without-month",
    "togetherai, zai-org/GLM-5-FP4, z-ai/glm-5, openrouter-serving-suffix",
    "togetherai, Qwen/Qwen3-235B-A22B-fp8-tput, qwen/qwen3-235b-a22b, openrouter-serving-suffix",
    "deepinfra, a/b-Turbo, a/b, openrouter-serving-suffix",
    "groq, a/b-versatile, a/b-instruct, openrouter-serving-suffix",
    "cerebras, gpt-oss-120b, openai/gpt-oss-120b, openrouter-bare-name",
    "openai-compatible, deepseek-v4-pro, deepseek/deepseek-v4-pro, openrouter-bare-name",
    "togetherai, nim/meta/llama-9-70b, meta-llama/llama-9-70b, openrouter-bare-name",
    "groq, llama-9-8b-instant, meta-llama/llama-9-8b-instruct, openrouter-bare-name-serving-suffix",
    "groq, llama-9-8b-versatile, meta-llama/llama-9-8b, openrouter-bare-name-serving-suffix",
    "cerebras, llama-9-8b-fp8, meta-llama/llama-9-8b, openrouter-bare-name-serving-suffix"
  })
  void aModelIsFoundUnderItsOtherName(String type, String id, String openRouterId, String rule) {
    ModelFacts listed = ModelFacts.of(id).build();

    assertThat(openWeights(type, openRouterId).atOpenRouter(listed))
        .isEqualTo(rule + " " + openRouterId);
    if (!rule.equals("openrouter-exact")) {
      assertThat(RowSamples.of(type).onceAtOpenRouter(openRouterId).atOpenRouter(listed))
          .as("retired, of weights that are not published")
          .isEqualTo(rule.contains("serving") ? "none" : "retired-" + rule + " " + openRouterId);
    }
  }

  @Test
  void aModelIsFoundByTheRepositoryOfItsWeights() {
    RowSamples rows = RowSamples.of("togetherai").row(linked("qwen/qwen3-235b-a22b-2507"));

    assertThat(rows.atOpenRouter(bare("qwen/QWEN3-235B-A22B-Instruct-2507")))
        .isEqualTo("hugging-face-id qwen/qwen3-235b-a22b-2507");
    assertThat(
            RowSamples.of("togetherai")
                .row(linked("a/b:free"))
                .atOpenRouter(bare("Qwen/Qwen3-235B-A22B-Instruct-2507")))
        .as("variants share their base's")
        .isEqualTo("none");
  }

  @Test
  void aModelIsFoundByThePermanentName() {
    RowSamples rows = RowSamples.of("anthropic").row(linked("anthropic/claude-opus-9"));

    assertThat(rows.atOpenRouter(bare("claude-opus-4-7-20260416")))
        .isEqualTo("openrouter-slug anthropic/claude-opus-9");
    assertThat(rows.atOpenRouter(bare("claude-opus-4-7-20260417"))).isEqualTo("none");
  }

  @Test
  void theProvidersOwnRowComesFirstEvenARetiredOne() {
    RowSamples rows = RowSamples.of("openai").retired("gpt-5").atOpenRouter("openai/gpt-5");

    assertThat(rows.match("gpt-5")).isEqualTo("retired-exact gpt-5");
  }

  @Test
  void theSameBuildComesBeforeAnotherThoughItIsRetired() {
    RowSamples rows =
        RowSamples.of("openai-compatible")
            .atOpenRouter("qwen/qwen-plus")
            .onceAtOpenRouter("qwen/qwen-plus-2025-07-28");

    assertThat(rows.atOpenRouter(bare("Qwen/Qwen-Plus-2025-07-28")))
        .isEqualTo("retired-openrouter-name qwen/qwen-plus-2025-07-28");
  }

  @Test
  void aFineTuneIsFoundByItsBase() {
    assertThat(
            RowSamples.of("openai")
                .atOpenRouter("openai/gpt-5")
                .atOpenRouter(bare("ft:gpt-5:acme::1")))
        .isEqualTo("fine-tune-openrouter-name openai/gpt-5");
  }

  @Test
  void aVariantThatOpenRouterDoesNotHaveIsFoundByItsBase() {
    assertThat(
            RowSamples.of("openai-compatible")
                .atOpenRouter("z-ai/glm-5")
                .atOpenRouter(bare("z-ai/glm-5:nitro")))
        .isEqualTo("variant-openrouter-exact z-ai/glm-5");
  }

  @Test
  void twoAuthorsOfOneNameAreFoundByNeither() {
    assertThat(
            RowSamples.of("cerebras")
                .atOpenRouter("a/model", "b/model")
                .atOpenRouter(bare("model")))
        .isEqualTo("none");
    assertThat(
            RowSamples.of("togetherai").atOpenRouter("a/x.1", "a/x-1").atOpenRouter(bare("A/x_1")))
        .isEqualTo("none");
  }

  @Test
  void routersAndMovingAliasesAreNoModels() {
    RowSamples rows =
        RowSamples.of("openai-compatible").atOpenRouter("openrouter/auto", "~openai/gpt-latest");

    assertThat(rows.atOpenRouter(bare("auto"))).isEqualTo("none");
    assertThat(rows.atOpenRouter(bare("gpt-latest"))).isEqualTo("none");
    assertThat(rows.atOpenRouter(bare("~openai/gpt-latest")))
        .isEqualTo("openrouter-exact ~openai/gpt-latest");
  }

  @Test
  void aSpeechModelsEndingIsPartOfItsName() {
    ModelFacts whisper =
        RowSamples.facts("openai/whisper-large-v3").toBuilder().openWeights(true).build();
    CatalogRow row =
        new CatalogRow(
            "openrouter",
            ModelFacts.of(whisper.nativeId()).can(Capability.TRANSCRIPTION).build(),
            null);

    assertThat(RowSamples.of("groq").row(row).atOpenRouter(bare("whisper-large-v3-turbo")))
        .isEqualTo("none");
    assertThat(RowSamples.of("groq").row(row).atOpenRouter(bare("whisper-large-v3")))
        .isEqualTo("openrouter-bare-name openai/whisper-large-v3");
  }

  /** The first are rules that were measured and found wrong, the others what guards keep apart. */
  @ParameterizedTest
  @CsvSource({
    "gemini, gemini-2.5-flash-preview-tts, google/gemini-2.5-flash",
    "gemini, gemini-2.5-pro-preview-tts, google/gemini-2.5-pro",
    "openai, o1-preview, openai/o1",
    "deepinfra, qwen/qwen3-30b-a3b-2507, qwen/qwen3-30b-a3b",
    "mistral, mistral-large-latest, mistralai/mistral-large",
    "mistral, mistral-large-2411, mistralai/mistral-large",
    "mistral, mistral-large-2402, mistralai/mistral-large",
    "mistral, devstral-medium-latest, mistralai/devstral-medium-2507",
    "mistral, devstral-small-latest, mistralai/devstral-small-2507",
    "openai, gpt-4-0314, openai/gpt-4",
    "openai, gpt-3.5-turbo-1106, openai/gpt-3.5-turbo",
    "openai, gpt-3.5-turbo-0125, openai/gpt-3.5-turbo",
    "gemini, gemini-2.5-flash-preview-05-20, google/gemini-2.5-flash",
    "gemini, gemini-2.5-pro-preview-03-25, google/gemini-2.5-pro",
    "gemini, gemini-2.0-flash, google/gemini-2.0-flash-001",
    "gemini, gemini-2.0-flash-exp, google/gemini-2.0-flash",
    "xai, grok-4.20-beta-0309, x-ai/grok-4.20",
    "openai, gpt-5.5-instant, openai/gpt-5.5",
    "openai, gpt-6-astra-fast, openai/gpt-6-astra",
    "deepinfra, openai/gpt-5.5-instant, openai/gpt-5.5",
    "deepinfra, a/b-fast, a/b",
    "openai-compatible, a/b-fp8, a/b",
    "openai, b-turbo, openai/b",
    "mistral, command-03-2025, mistralai/command",
    "gemini, tunedModels/gemini-2.5-flash, google/gemini-2.5-flash",
    "openai, gpt-oss-20b, z/gpt-oss-20b",
    "ollama, deepseek-r1, deepseek/deepseek-r1",
    "lmstudio, deepseek/deepseek-r1, deepseek/deepseek-r1",
    "another-type, openai/gpt-5, openai/gpt-5",
    "openrouter, gpt-5, openai/gpt-5"
  })
  void anotherModelIsNotFound(String type, String id, String openRouterId) {
    assertThat(openWeights(type, openRouterId).atOpenRouter(bare(id))).isEqualTo("none");
    assertThat(RowSamples.of(type).onceAtOpenRouter(openRouterId).atOpenRouter(bare(id)))
        .isEqualTo("none");
  }

  private static RowSamples openWeights(String type, String openRouterId) {
    ModelFacts facts = RowSamples.facts(openRouterId).toBuilder().openWeights(true).build();
    return RowSamples.of(type).row(new CatalogRow("openrouter", facts, null));
  }

  private static CatalogRow linked(String openRouterId) {
    return new CatalogRow(
        "openrouter",
        RowSamples.facts(openRouterId),
        null,
        null,
        new CatalogRow.Links(
            null, "Qwen/Qwen3-235B-A22B-Instruct-2507", "anthropic/claude-4.7-opus-20260416"));
  }

  private static ModelFacts bare(String id) {
    return ModelFacts.of(id).build();
  }
}
