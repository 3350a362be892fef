package dev.rollcall.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Recording.Kind;
import dev.rollcall.testing.Recordings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Every word by which recorded answers say what a model does, takes or gives is understood, or
 * stands here because it means nothing that Rollcall has a word for.
 */
class RecordedWordsTest {

  private static final Map<String, BiConsumer<Collection<String>, ModelFacts.Builder>> FIELDS =
      Map.ofEntries(
          Map.entry("supportedGenerationMethods", Vocabulary::tasks),
          Map.entry("endpoints", Vocabulary::tasks),
          Map.entry("tags", RecordedWordsTest::tasksAndFeatures),
          Map.entry("type", RecordedWordsTest::types),
          Map.entry("kind", Vocabulary::tasks),
          Map.entry("features", Vocabulary::features),
          Map.entry("supported_features", Vocabulary::features),
          Map.entry("supported_parameters", Vocabulary::features),
          Map.entry("capabilities", Vocabulary::features),
          Map.entry("input_modalities", RecordedWordsTest::input),
          Map.entry("supported_input_modalities", RecordedWordsTest::input),
          Map.entry("output_modalities", RecordedWordsTest::output),
          Map.entry("supported_output_modalities", RecordedWordsTest::output));

  /** Counting, caching, tuning and batches are about the API; so are methods that only Veo has. */
  private static final Set<String> METHODS =
      Set.of(
          "asyncBatchEmbedContent",
          "batchGenerateContent",
          "bidiGenerateContent",
          "countMessageTokens",
          "countTextTokens",
          "countTokens",
          "createCachedContent",
          "createTunedModel",
          "createTunedTextModel",
          "generateAnswer",
          "predict",
          "predictLongRunning");

  /** Ways to sample, to limit and to format an answer: JSON without a schema is one of them. */
  private static final Set<String> PARAMETERS =
      Set.of(
          "frequency_penalty",
          "json_mode",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_tokens",
          "min_p",
          "parallel_tool_calls",
          "prediction",
          "presence_penalty",
          "repetition_penalty",
          "response_format",
          "safety_modes",
          "seed",
          "stop",
          "temperature",
          "top_a",
          "top_k",
          "top_logprobs",
          "top_p",
          "verbosity",
          "web_search_options");

  /** What else: other tasks, other services around a model, and what says nothing of it. */
  private static final Set<String> OTHERS =
      Set.of(
          "CUSTOM_MODEL",
          "HF_BASE_MODEL",
          "agents",
          "agentsV2",
          "assistants",
          "base",
          "batch",
          "citations",
          "classification",
          "classify",
          "code_execution",
          "context_management",
          "effort",
          "fine_tuning",
          "model",
          "multimodal",
          "ocr",
          "streaming",
          "summarize");

  /** Read in another place: Anthropic's as an input, Mistral's as one too. */
  private static final Set<String> READ_ELSEWHERE = Set.of("audio", "pdf_input");

  /** GitHub's praise. */
  private static final Set<String> PRAISE =
      Set.of(
          "",
          "coding",
          "conversation",
          "instruction",
          "large context",
          "low latency",
          "multilingual",
          "multipurpose",
          "rag",
          "summarization",
          "understanding");

  @Test
  void areAllUnderstoodOrMeanNothingHere() {
    Set<String> unknown = new TreeSet<>();
    for (Recording list : Recordings.of(Kind.LIST, Kind.PAGE_OF_PAIR, Kind.LONE_FIRST_PAGE)) {
      visit(list.json(), unknown);
    }
    unknown.removeAll(METHODS);
    unknown.removeAll(PARAMETERS);
    unknown.removeAll(OTHERS);
    unknown.removeAll(READ_ELSEWHERE);
    unknown.removeAll(PRAISE);

    assertThat(unknown).isEmpty();
  }

  private static void visit(Object json, Set<String> unknown) {
    if (json instanceof JsonArray array) {
      array.forEach(item -> visit(item, unknown));
    } else if (json instanceof JsonObject object) {
      for (String field : object.fieldNames()) {
        BiConsumer<Collection<String>, ModelFacts.Builder> reader = FIELDS.get(field);
        Object value = object.getValue(field);
        if (reader != null) {
          words(value).stream().filter(word -> !says(reader, word)).forEach(unknown::add);
        }
        if (!field.equals("capabilities")) {
          visit(value, unknown);
        }
      }
    }
  }

  /** A word, a list of words, or the names of flags. */
  private static Collection<String> words(Object value) {
    if (value instanceof JsonObject flags) {
      return flags.fieldNames();
    }
    return value instanceof JsonArray list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : value instanceof String word ? List.of(word) : List.of();
  }

  private static boolean says(
      BiConsumer<Collection<String>, ModelFacts.Builder> reader, String word) {
    ModelFacts.Builder facts = ModelFacts.of("any");
    reader.accept(List.of(word), facts);
    return !facts.build().equals(ModelFacts.of("any").build());
  }

  private static void tasksAndFeatures(Collection<String> words, ModelFacts.Builder facts) {
    Vocabulary.tasks(words, facts);
    Vocabulary.features(words, facts);
  }

  private static void types(Collection<String> words, ModelFacts.Builder facts) {
    words.forEach(word -> Vocabulary.togetherType(word, facts));
  }

  private static void input(Collection<String> words, ModelFacts.Builder facts) {
    Vocabulary.modalities(words, List.of(), facts);
  }

  private static void output(Collection<String> words, ModelFacts.Builder facts) {
    Vocabulary.modalities(List.of(), words, facts);
  }
}
