package dev.rollcall.langchain4j;

import static java.util.Map.entry;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.catalog.ModelType;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model in langchain4j's terms; what Rollcall does not know is null there. */
final class Descriptions {

  private static final Map<String, ModelProvider> PROVIDERS =
      Map.of(
          "openai", ModelProvider.OPEN_AI,
          "anthropic", ModelProvider.ANTHROPIC,
          "gemini", ModelProvider.GOOGLE_AI_GEMINI,
          "mistral", ModelProvider.MISTRAL_AI,
          "cohere", ModelProvider.COHERE,
          "ollama", ModelProvider.OLLAMA);

  /** A model that can do several of these is of the first type. */
  private static final List<Map.Entry<Capability, ModelType>> TYPES =
      List.of(
          entry(Capability.CHAT, ModelType.CHAT),
          entry(Capability.EMBEDDING, ModelType.EMBEDDING),
          entry(Capability.IMAGE_GENERATION, ModelType.IMAGE_GENERATION),
          entry(Capability.TRANSCRIPTION, ModelType.AUDIO_TRANSCRIPTION),
          entry(Capability.SPEECH, ModelType.AUDIO_GENERATION),
          entry(Capability.MODERATION, ModelType.MODERATION),
          entry(Capability.RERANK, ModelType.SCORING),
          entry(Capability.COMPLETION, ModelType.OTHER),
          entry(Capability.VIDEO_GENERATION, ModelType.OTHER));

  private Descriptions() {}

  static ModelDescription of(ModelInfo model, String name) {
    ModelFacts facts = model.facts();
    return ModelDescription.builder()
        .name(name)
        .displayName(facts.name())
        .provider(provider(model.providerType()))
        .type(type(facts.capabilities()))
        .maxInputTokens(
            tokens(facts.maxInputTokens() == null ? facts.contextWindow() : facts.maxInputTokens()))
        .maxOutputTokens(tokens(facts.maxOutputTokens()))
        .createdAt(model.created() == 0 ? null : Instant.ofEpochSecond(model.created()))
        .owner(facts.ownedBy())
        .build();
  }

  /** langchain4j's word for a type; it has none for most that are like OpenAI. */
  static ModelProvider provider(String type) {
    return PROVIDERS.getOrDefault(type, ModelProvider.OTHER);
  }

  private static @Nullable ModelType type(Set<Capability> capabilities) {
    return TYPES.stream()
        .filter(type -> capabilities.contains(type.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  private static @Nullable Integer tokens(@Nullable Long tokens) {
    return tokens == null || tokens > Integer.MAX_VALUE ? null : (Integer) tokens.intValue();
  }
}
