package dev.rollcall.vendor;

import static java.util.Map.entry;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of all sources for what models do, take and give. A word that is not here says nothing.
 *
 * <p>Case and punctuation do not matter: {@code tool-calling} is {@code tool_calling}.
 */
public final class Vocabulary {

  /** What a model is made for: types, tags, endpoints and methods. */
  private static final Map<String, Set<Capability>> TASKS =
      Map.ofEntries(
          entry("chat", Set.of(Capability.CHAT)),
          entry("llm", Set.of(Capability.CHAT)),
          entry("vlm", Set.of(Capability.CHAT, Capability.VISION)),
          entry("generatecontent", Set.of(Capability.CHAT)),
          entry("generatemessage", Set.of(Capability.CHAT)),
          entry("generate", Set.of(Capability.COMPLETION)),
          entry("generatetext", Set.of(Capability.COMPLETION)),
          entry("embed", Set.of(Capability.EMBEDDING)),
          entry("embed_image", Set.of(Capability.EMBEDDING, Capability.VISION)),
          entry("embedcontent", Set.of(Capability.EMBEDDING)),
          entry("embedtext", Set.of(Capability.EMBEDDING)),
          entry("embedding", Set.of(Capability.EMBEDDING)),
          entry("embedding_model", Set.of(Capability.EMBEDDING)),
          entry("embeddings", Set.of(Capability.EMBEDDING)),
          entry("image_gen", Set.of(Capability.IMAGE_GENERATION)),
          entry("transcribe", Set.of(Capability.TRANSCRIPTION)),
          entry("transcriptions", Set.of(Capability.TRANSCRIPTION)),
          entry("rerank", Set.of(Capability.RERANK)),
          entry("moderation", Set.of(Capability.MODERATION)));

  /** What Together's types mean, besides the tasks; elsewhere these words may mean an input. */
  private static final Map<String, Set<Capability>> TOGETHER_TYPES =
      Map.of(
          "language", Set.of(Capability.COMPLETION),
          "code", Set.of(Capability.COMPLETION),
          "image", Set.of(Capability.IMAGE_GENERATION),
          "video", Set.of(Capability.VIDEO_GENERATION),
          "audio", Set.of(Capability.SPEECH));

  /** What a model can do: features, flags and supported parameters. */
  private static final Map<String, Capability> FEATURES =
      Map.ofEntries(
          entry("chat_completion", Capability.CHAT),
          entry("completion_chat", Capability.CHAT),
          entry("completion", Capability.COMPLETION),
          entry("completion_fim", Capability.COMPLETION),
          entry("embedding", Capability.EMBEDDING),
          entry("embeddings", Capability.EMBEDDING),
          entry("vision", Capability.VISION),
          entry("image_input", Capability.VISION),
          entry("supports_image_in", Capability.VISION),
          entry("supports_image_input", Capability.VISION),
          entry("supports_vision", Capability.VISION),
          entry("function_calling", Capability.FUNCTION_CALLING),
          entry("strict_tools", Capability.FUNCTION_CALLING),
          entry("supports_tools", Capability.FUNCTION_CALLING),
          entry("tool_calling", Capability.FUNCTION_CALLING),
          entry("tool_choice", Capability.FUNCTION_CALLING),
          entry("tool_use", Capability.FUNCTION_CALLING),
          entry("tools", Capability.FUNCTION_CALLING),
          entry("trained_for_tool_use", Capability.FUNCTION_CALLING),
          entry("include_reasoning", Capability.REASONING),
          entry("reasoning", Capability.REASONING),
          entry("reasoning_effort", Capability.REASONING),
          entry("supports_reasoning", Capability.REASONING),
          entry("thinking", Capability.REASONING),
          entry("json_schema", Capability.STRUCTURED_OUTPUT),
          entry("structured_output", Capability.STRUCTURED_OUTPUT),
          entry("structured_outputs", Capability.STRUCTURED_OUTPUT),
          entry("supports_structured_output", Capability.STRUCTURED_OUTPUT),
          entry("audio_speech", Capability.SPEECH),
          entry("audio_transcription", Capability.TRANSCRIPTION),
          entry("audio_transcription_realtime", Capability.TRANSCRIPTION),
          entry("moderation", Capability.MODERATION));

  private static final Map<String, Modality> MODALITIES =
      Map.ofEntries(
          entry("text", Modality.TEXT),
          entry("image", Modality.IMAGE),
          entry("vision", Modality.IMAGE),
          entry("audio", Modality.AUDIO),
          entry("speech", Modality.AUDIO),
          entry("video", Modality.VIDEO),
          entry("file", Modality.PDF),
          entry("pdf", Modality.PDF),
          entry("embedding", Modality.EMBEDDING),
          entry("embeddings", Modality.EMBEDDING),
          entry("transcription", Modality.TEXT));

  /** What it means that a model takes this. */
  private static final Map<String, Capability> TAKES =
      Map.of(
          "image", Capability.VISION,
          "vision", Capability.VISION,
          "audio", Capability.AUDIO_INPUT);

  /** What it means that a model gives this. */
  private static final Map<String, Capability> GIVES =
      Map.of(
          "image", Capability.IMAGE_GENERATION,
          "video", Capability.VIDEO_GENERATION,
          "speech", Capability.SPEECH,
          "transcription", Capability.TRANSCRIPTION,
          "embedding", Capability.EMBEDDING,
          "embeddings", Capability.EMBEDDING,
          "rerank", Capability.RERANK);

  /** What a word in a model's id or family says that the model does, at whichever vendor. */
  private static final Map<String, Capability> NAME_WORDS =
      Map.of(
          "embed", Capability.EMBEDDING,
          "embedding", Capability.EMBEDDING,
          "embeddings", Capability.EMBEDDING,
          "moderation", Capability.MODERATION);

  private Vocabulary() {}

  /** What a word of a model's id or family says that the model does; null when it says nothing. */
  public static @Nullable Capability inName(String word) {
    return NAME_WORDS.get(word);
  }

  /** Adds what a model is made for. */
  static void tasks(Collection<String> words, ModelFacts.Builder facts) {
    for (String word : words) {
      task(word, facts);
    }
  }

  /** Adds what a model is made for. */
  static void task(String word, ModelFacts.Builder facts) {
    Set<Capability> capabilities = meaning(word, TASKS);
    if (capabilities != null) {
      facts.capabilities(capabilities);
    }
  }

  /** Adds what a model of this type at Together is made for. */
  static void togetherType(String type, ModelFacts.Builder facts) {
    facts.capabilities(TOGETHER_TYPES.getOrDefault(type, Set.of()));
    task(type, facts);
  }

  /** Adds what a model can do. */
  static void features(Collection<String> words, ModelFacts.Builder facts) {
    for (String word : words) {
      feature(word, true, facts);
    }
  }

  /** Adds what a model can do where the flag is true, and what it cannot where it is false. */
  static void flags(JsonRow flags, ModelFacts.Builder facts) {
    for (String word : flags.keys()) {
      feature(word, flags.flag(word), facts);
    }
  }

  /** Adds that a model has a feature or, when {@code known} is false, lacks it. */
  static void feature(String word, @Nullable Boolean known, ModelFacts.Builder facts) {
    Capability capability = known == null ? null : meaning(word, FEATURES);
    if (capability != null) {
      facts.can(capability, known);
    }
  }

  /** Sets what goes in and out, and adds what follows from it. */
  static void modalities(
      Collection<String> input, Collection<String> output, ModelFacts.Builder facts) {
    facts.modalities(kinds(input), kinds(output));
    add(input, TAKES, facts);
    add(output, GIVES, facts);
  }

  /** What these words mean as inputs or outputs. */
  static Set<Modality> kinds(Collection<String> words) {
    EnumSet<Modality> kinds = EnumSet.noneOf(Modality.class);
    for (String word : words) {
      Modality kind = meaning(word, MODALITIES);
      if (kind != null) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static void add(
      Collection<String> words, Map<String, Capability> meanings, ModelFacts.Builder facts) {
    for (String word : words) {
      Capability capability = meaning(word, meanings);
      if (capability != null) {
        facts.can(capability);
      }
    }
  }

  /** Most words are written as they are here, which is found out faster than how they would be. */
  private static <T> @Nullable T meaning(String word, Map<String, T> meanings) {
    T written = meanings.get(word);
    return written == null ? meanings.get(normal(word)) : written;
  }

  private static String normal(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }
}
