package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of whatever serves {@code /models}: vLLM, SGLang, llama.cpp, LocalAI, LiteLLM, and the
 * routers and vendors that started from OpenAI's list and each added fields of their own. It reads
 * all of these fields, because they do not contradict each other.
 */
public final class OpenAiCompatibleRows extends OpenAiRows {

  /** Lists without an {@code id} have it as their name (Pollinations, Ollama) or key. */
  @Override
  @Nullable String id(JsonRow row) {
    if (row.has("id")) {
      return row.id("id");
    }
    return row.id(row.has("name") ? "name" : "key");
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    origin(row, facts);
    limits(row, facts);
    abilities(row, facts);
    facts.pricing(CompatiblePrices.read(row));
    lifecycle(row, facts);
    HuggingFaceRouter.describe(row, facts);
  }

  private static void origin(JsonRow row, ModelFacts.Builder facts) {
    String publisher = row.text("publisher");
    if (publisher != null) {
      facts.ownedBy(publisher);
    }
    if (!row.has("created")) {
      facts.created(row.created("created_at"));
    }
    String quantization = row.text("quantization");
    JsonRow llamaCpp = row.in("meta");
    facts
        .name(name(row))
        .aliases(row.texts("aliases"))
        .quantization(quantization == null ? llamaCpp.text("ftype") : quantization)
        .parameterCount(parameters(llamaCpp.count("n_params")));
  }

  private static @Nullable String name(JsonRow row) {
    String title = row.text("display_name", "displayName", "title");
    boolean nameIsId = !row.has("id") || Objects.equals(row.text("name"), row.id("id"));
    return title != null || nameIsId ? title : row.text("name");
  }

  /** A window that a server runs with counts before the one its model was trained with. */
  private static void limits(JsonRow row, ModelFacts.Builder facts) {
    JsonRow llamaCpp = row.in("meta");
    JsonRow limits = row.in("limits");
    facts
        .contextWindow(
            firstOf(
                llamaCpp.tokens("n_ctx"),
                row.tokens("max_model_len", "context_length", "context_window", "contextLength"),
                row.tokens("max_context_length"),
                llamaCpp.tokens("n_ctx_train")))
        .maxInputTokens(firstOf(row.tokens("max_input_tokens"), limits.tokens("max_input_tokens")))
        .maxOutputTokens(
            firstOf(
                row.tokens("max_output_tokens", "max_completion_tokens"),
                limits.tokens("max_output_tokens")));
  }

  /**
   * Capabilities are a list of words, an object of flags, or flags of the row. Fireworks' {@code
   * supports_chat} is not read: it is true of embedding models too.
   */
  private static void abilities(JsonRow row, ModelFacts.Builder facts) {
    List<String> words = row.texts("capabilities");
    Vocabulary.features(words, facts);
    Vocabulary.features(row.texts("supported_features"), facts);
    Vocabulary.flags(row.in("capabilities"), facts);
    Vocabulary.flags(row, facts);
    String kind = row.text("kind");
    if (kind != null) {
      Vocabulary.task(kind, facts);
    }
    if (words.contains("streaming")) {
      facts.supportsStreaming(true);
    }
    JsonRow architecture = row.in("architecture");
    Vocabulary.modalities(
        firstOf(row, architecture, "input_modalities"),
        firstOf(row, architecture, "output_modalities"),
        facts);
    if (row.texts("supported_output_modalities").contains("text")) {
      // GitHub's catalog: what gives text there is asked by chat.
      facts.can(Capability.CHAT);
    }
  }

  /** Azure gives every model a last day, so there the status says whether it is deprecated. */
  private static void lifecycle(JsonRow row, ModelFacts.Builder facts) {
    String status = row.text("lifecycle_status");
    if (status != null) {
      Long lastDay = row.in("deprecation").created("inference");
      facts
          .deprecated(status.equals("deprecated"))
          .shutdownDate(lastDay == null ? null : Instant.ofEpochSecond(lastDay).toString());
    }
  }

  /** A number of parameters as model names write it: {@code 14.8B}, {@code 137M}. */
  static @Nullable String parameters(@Nullable Long count) {
    if (count == null || count < 1_000_000) {
      return null;
    }
    return count < 1_000_000_000
        ? Math.round(count / 1e6) + "M"
        : Math.round(count / 1e8) / 10.0 + "B";
  }

  private static List<String> firstOf(JsonRow row, JsonRow architecture, String key) {
    List<String> words = row.texts(key);
    if (words.isEmpty()) {
      words = row.texts("supported_" + key);
    }
    return words.isEmpty() ? architecture.texts(key) : words;
  }

  private static @Nullable Long firstOf(@Nullable Long... values) {
    for (Long value : values) {
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
