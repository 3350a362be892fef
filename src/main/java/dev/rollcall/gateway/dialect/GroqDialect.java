package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Groq's model list, which is OpenAI's with more in it. */
final class GroqDialect implements Dialect {

  @Override
  public String prefix() {
    return "/groq";
  }

  @Override
  public List<Resource> resources() {
    return Resource.modelsAt("/groq/openai/v1/models", this);
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json = Fields.openAi(model, ids).put("active", true);
    put(json, "context_window", facts.contextWindow());
    return put(json, "max_completion_tokens", facts.maxOutputTokens());
  }
}
