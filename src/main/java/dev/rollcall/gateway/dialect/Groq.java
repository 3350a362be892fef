package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Groq's model list, which is OpenAI's with more in it. */
final class Groq implements Dialect {

  @Override
  public String prefix() {
    return "/groq";
  }

  @Override
  public List<Resource> resources() {
    return List.of(
        new Resource.Models("/groq/openai/v1/models"),
        new Resource.Model("/groq/openai/v1/models/{id}", this::entry));
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json =
        new JsonObject()
            .put("id", ids.of(model))
            .put("object", "model")
            .put("created", model.created())
            .put("owned_by", model.ownedBy())
            .put("active", true);
    put(json, "context_window", facts.contextWindow());
    return put(json, "max_completion_tokens", facts.maxOutputTokens());
  }

  @Override
  public Frame frame(Page page) {
    return Frame.OPENAI;
  }
}
