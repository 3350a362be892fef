package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Together's model list, which is a bare array. */
final class TogetherDialect implements Dialect {

  private static final Map<Capability, String> TYPES = types();

  @Override
  public String prefix() {
    return "/together";
  }

  @Override
  public List<Resource> resources() {
    return List.of(new Resource.Models("/together/v1/models"));
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json =
        new JsonObject()
            .put("id", ids.of(model))
            .put("object", "model")
            .put("created", model.created());
    put(json, "type", type(facts));
    json.put("display_name", Fields.name(model)).put("organization", model.ownedBy());
    put(json, "context_length", facts.contextWindow());
    return put(json, "pricing", pricing(Fields.rates(facts)));
  }

  private static @Nullable String type(ModelFacts facts) {
    return TYPES.entrySet().stream()
        .filter(type -> Fields.does(facts, type.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** USD per 1M tokens. */
  private static @Nullable JsonObject pricing(Rates rates) {
    JsonObject json = new JsonObject();
    put(json, "input", rates.input());
    put(json, "output", rates.output());
    put(json, "cached_input", rates.cacheRead());
    return json.isEmpty() ? null : json;
  }

  @Override
  public Frame frame(Page page) {
    return new Frame("[", "]");
  }

  private static Map<Capability, String> types() {
    Map<Capability, String> types = new LinkedHashMap<>();
    types.put(Capability.CHAT, "chat");
    types.put(Capability.COMPLETION, "language");
    types.put(Capability.EMBEDDING, "embedding");
    types.put(Capability.RERANK, "rerank");
    types.put(Capability.IMAGE_GENERATION, "image");
    types.put(Capability.VIDEO_GENERATION, "video");
    types.put(Capability.SPEECH, "audio");
    types.put(Capability.TRANSCRIPTION, "transcribe");
    types.put(Capability.MODERATION, "moderation");
    return types;
  }
}
