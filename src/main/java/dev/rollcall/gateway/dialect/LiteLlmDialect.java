package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LiteLLM's file of prices and context windows: an object by id, with USD for one token. */
final class LiteLlmDialect implements Dialect {

  /** Where LiteLLM's name of a provider is not Rollcall's. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "lmstudio", "lm_studio",
          "openai-compatible", "openai_like",
          "togetherai", "together_ai");

  private static final Map<Capability, String> MODES = modes();

  @Override
  public String prefix() {
    return "/litellm";
  }

  @Override
  public List<Resource> resources() {
    return List.of(new Resource.Models("/litellm/model_prices_and_context_window.json"));
  }

  @Override
  public String key(ModelInfo model, Ids ids) {
    return ids.of(model);
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    String type = model.providerType();
    JsonObject json = new JsonObject().put("litellm_provider", PROVIDERS.getOrDefault(type, type));
    put(json, "mode", mode(facts));
    put(json, "max_input_tokens", Fields.inputTokens(facts));
    put(json, "max_output_tokens", facts.maxOutputTokens());
    put(json, "max_tokens", facts.maxOutputTokens());
    putPrices(json, Fields.rates(facts));
    put(json, "supports_function_calling", Fields.can(facts, Capability.FUNCTION_CALLING));
    put(json, "supports_vision", Fields.can(facts, Capability.VISION));
    put(json, "supports_reasoning", Fields.can(facts, Capability.REASONING));
    put(json, "supports_response_schema", Fields.can(facts, Capability.STRUCTURED_OUTPUT));
    put(json, "supports_audio_input", Fields.can(facts, Capability.AUDIO_INPUT));
    if (!facts.modalities().input().isEmpty()) {
      json.put("supports_pdf_input", facts.modalities().input().contains(Modality.PDF));
    }
    return put(json, "deprecation_date", facts.shutdownDate());
  }

  private static void putPrices(JsonObject json, Rates rates) {
    put(json, "input_cost_per_token", Fields.perToken(rates.input()));
    put(json, "output_cost_per_token", Fields.perToken(rates.output()));
    put(json, "cache_read_input_token_cost", Fields.perToken(rates.cacheRead()));
    put(json, "cache_creation_input_token_cost", Fields.perToken(rates.cacheWrite()));
    put(json, "input_cost_per_audio_token", Fields.perToken(rates.inputAudio()));
    put(json, "output_cost_per_audio_token", Fields.perToken(rates.outputAudio()));
    put(json, "output_cost_per_reasoning_token", Fields.perToken(rates.reasoning()));
  }

  private static @Nullable String mode(ModelFacts facts) {
    return MODES.entrySet().stream()
        .filter(mode -> Fields.does(facts, mode.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Frame frame(Page page) {
    return new Frame("{", "}");
  }

  private static Map<Capability, String> modes() {
    Map<Capability, String> modes = new LinkedHashMap<>();
    modes.put(Capability.CHAT, "chat");
    modes.put(Capability.COMPLETION, "completion");
    modes.put(Capability.EMBEDDING, "embedding");
    modes.put(Capability.RERANK, "rerank");
    modes.put(Capability.IMAGE_GENERATION, "image_generation");
    modes.put(Capability.VIDEO_GENERATION, "video_generation");
    modes.put(Capability.SPEECH, "audio_speech");
    modes.put(Capability.TRANSCRIPTION, "audio_transcription");
    modes.put(Capability.MODERATION, "moderation");
    return modes;
  }
}
