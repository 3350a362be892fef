package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTagTest {

  private static final RowSamples ROWS =
      RowSamples.of("ollama")
          .atOpenRouter(
              "meta-llama/llama-3.1-8b-instruct",
              "meta-llama/llama-3.2-3b-instruct",
              "meta-llama/llama-3.2-1b-instruct",
              "google/gemma-3-12b-it",
              "google/gemma-3n-e4b-it",
              "qwen/qwen-2.5-7b-instruct",
              "qwen/qwen-2.5-coder-32b-instruct",
              "qwen/qwen3-30b-a3b",
              "qwen/qwen3-30b-a3b-instruct-2507",
              "qwen/qwq-32b",
              "openai/gpt-oss-20b",
              "mistralai/mixtral-8x7b-instruct",
              "microsoft/phi-4",
              "z-ai/glm-4.6",
              "nomic-ai/nomic-embed-text",
              "deepseek/deepseek-r1",
              "deepseek/deepseek-r1-distill-qwen-14b",
              "deepseek/deepseek-r1-distill-llama-70b",
              "deepseek/deepseek-r1-distill-llama-8b");

  @ParameterizedTest
  @CsvSource({
    "llama3.1:8b, meta-llama/llama-3.1-8b-instruct",
    "llama3.1:8b-instruct-q4_K_M, meta-llama/llama-3.1-8b-instruct",
    "library/llama3.1:8b-instruct-fp16, meta-llama/llama-3.1-8b-instruct",
    "gemma3:12b, google/gemma-3-12b-it",
    "gemma3:12b-it-qat, google/gemma-3-12b-it",
    "gemma3n:e4b, google/gemma-3n-e4b-it",
    "qwen2.5:7b, qwen/qwen-2.5-7b-instruct",
    "qwen2.5-coder:32b, qwen/qwen-2.5-coder-32b-instruct",
    "mixtral:8x7b, mistralai/mixtral-8x7b-instruct",
    "gpt-oss:20b, openai/gpt-oss-20b",
    "gpt-oss:20b-cloud, openai/gpt-oss-20b",
    "glm-4.6:cloud, z-ai/glm-4.6",
    "hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q8_0, meta-llama/llama-3.2-3b-instruct",
    "huggingface.co/x/Qwen2.5-7B-Instruct-MLX:latest, qwen/qwen-2.5-7b-instruct",
    "mlx-community/qwen2.5-7b-instruct-4bit, qwen/qwen-2.5-7b-instruct",
    "qwen/qwen3-30b-a3b@q4_k_m, qwen/qwen3-30b-a3b",
    "openai/gpt-oss-20b, openai/gpt-oss-20b",
    "gemma-3-12b-it-Q4_K_M.gguf, google/gemma-3-12b-it",
    "deepseek-r1:14b, deepseek/deepseek-r1-distill-qwen-14b",
    "deepseek-r1:14b-q8_0, deepseek/deepseek-r1-distill-qwen-14b",
    "deepseek-r1:70b, deepseek/deepseek-r1-distill-llama-70b",
    "deepseek-r1:671b, deepseek/deepseek-r1",
    "deepseek-r1-distill-llama-8b, deepseek/deepseek-r1-distill-llama-8b"
  })
  void aTagWithASizeIsFound(String id, String openRouterId) {
    assertThat(ROWS.atOpenRouter(ModelFacts.of(id).build()))
        .isEqualTo("openrouter-tag " + openRouterId);
  }

  @ParameterizedTest
  @CsvSource({
    "llama3.1:latest",
    "llama3.1",
    "phi4:latest",
    "phi4:14b",
    "glm-4.6:latest",
    "llama3.1:80b",
    "llama3.18b",
    "llama3.1:8b-text-q4_0",
    "llama3.1:8b-base",
    "codellama:7b-code",
    "qwen2.5:7b-embed",
    "nomic-embed-text:8b",
    "qwq:32b-preview-q4_K_M",
    "qwen3:30b",
    "deepseek-r1:latest",
    "deepseek-r1",
    "deepseek-r1:8b",
    "deepseek-r1:8b-0528-qwen3-q4_K_M",
    "deepseek-r1:14b-something",
    "deepseek/deepseek-r1@q4",
    "''",
    ":",
    "///",
    "-:-"
  })
  void otherwiseNothingIs(String id) {
    assertThat(ROWS.atOpenRouter(ModelFacts.of(id).build())).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "llama3.2:latest, 3.2B, meta-llama/llama-3.2-3b-instruct",
    "llama3.2:latest, 1.2B, meta-llama/llama-3.2-1b-instruct",
    "llama3.1, 8.0B, meta-llama/llama-3.1-8b-instruct",
    "gpt-oss:latest, 20.9B, openai/gpt-oss-20b"
  })
  void theServerMaySayTheSize(String id, String size, String openRouterId) {
    assertThat(ROWS.atOpenRouter(ModelFacts.of(id).parameterCount(size).build()))
        .isEqualTo("openrouter-tag " + openRouterId);
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek-r1:latest, 8.2B",
    "deepseek-r1:latest, 671.0B",
    "phi4:latest, 14.7B",
    "llama3.1:latest, 135M",
    "llama3.1:latest, about 8B",
    "llama3.2:latest, 70.6B"
  })
  void aSizeThatIsNotTheRowsFindsNothing(String id, String size) {
    RowSamples rows =
        RowSamples.of("ollama").atOpenRouter("meta-llama/llama-3.1-8b-instruct", "a/phi-4");

    assertThat(rows.atOpenRouter(ModelFacts.of(id).parameterCount(size).build())).isEqualTo("none");
  }

  @Test
  void aServerOfAnyKindMayHaveATagToo() {
    RowSamples rows = RowSamples.of("openai-compatible").atOpenRouter("google/gemma-3-4b-it");

    assertThat(rows.atOpenRouter(ModelFacts.of("gemma3:4b").build()))
        .isEqualTo("openrouter-tag google/gemma-3-4b-it");
    assertThat(rows.atOpenRouter(ModelFacts.of("somebody/gemma3:4b").build())).isEqualTo("none");
  }
}
