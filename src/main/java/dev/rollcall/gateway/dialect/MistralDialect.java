package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Mistral's model list. */
final class MistralDialect implements Dialect {

  @Override
  public String prefix() {
    return "/mistral";
  }

  @Override
  public List<Resource> resources() {
    return Resource.modelsAt("/mistral/v1/models", this);
  }

  @Override
  public List<String> filter(String name, Parameters sent) {
    // Mistral's clients have a parameter of that name with another meaning.
    return name.equals("provider") ? List.of() : sent.all(name);
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json =
        Fields.openAi(model, ids)
            .put("type", "base")
            .put("capabilities", capabilities(facts))
            .put("name", Fields.name(model))
            .put("aliases", Fields.array(facts.aliases()));
    put(json, "max_context_length", facts.contextWindow());
    return put(json, "deprecation", Fields.time(facts.shutdownDate()));
  }

  private static JsonObject capabilities(ModelFacts facts) {
    JsonObject json = new JsonObject();
    put(json, "completion_chat", Fields.can(facts, Capability.CHAT));
    put(json, "function_calling", Fields.can(facts, Capability.FUNCTION_CALLING));
    put(json, "vision", Fields.can(facts, Capability.VISION));
    put(json, "reasoning", Fields.can(facts, Capability.REASONING));
    put(json, "audio", Fields.can(facts, Capability.AUDIO_INPUT));
    put(json, "audio_transcription", Fields.can(facts, Capability.TRANSCRIPTION));
    return put(json, "moderation", Fields.can(facts, Capability.MODERATION));
  }

  @Override
  public JsonObject error(RequestFailure failure) {
    return new JsonObject()
        .put("object", "error")
        .put("message", failure.getMessage())
        .put("type", failure.status() < 500 ? "invalid_request_error" : "server_error")
        .put("param", failure.param())
        .put("code", failure.code());
  }
}
