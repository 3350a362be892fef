package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LM Studio's own API, version 0, with the fields that OpenAI's clients need besides. */
final class LmStudioDialect implements Dialect {

  @Override
  public String prefix() {
    return "/lmstudio";
  }

  @Override
  public List<Resource> resources() {
    return Resource.modelsAt("/lmstudio/api/v0/models", this);
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json = Fields.openAi(model, ids);
    put(json, "type", type(facts));
    json.put("publisher", model.ownedBy());
    put(json, "arch", facts.family());
    put(json, "quantization", facts.quantization());
    json.put("state", "not-loaded");
    put(json, "max_context_length", facts.contextWindow());
    if (Fields.does(facts, Capability.FUNCTION_CALLING)) {
      json.put("capabilities", new JsonArray().add("tool_use"));
    }
    return json;
  }

  private static @Nullable String type(ModelFacts facts) {
    if (Fields.does(facts, Capability.EMBEDDING)) {
      return "embeddings";
    }
    if (Fields.does(facts, Capability.CHAT) || Fields.does(facts, Capability.COMPLETION)) {
      return Fields.does(facts, Capability.VISION) ? "vlm" : "llm";
    }
    return null;
  }
}
