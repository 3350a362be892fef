package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Cohere's model list. */
final class CohereDialect implements Dialect {

  /** Also the size of a page when none is asked for, because its clients do not page. */
  private static final int MAX_PAGE = 1000;

  /** What a model does, by the endpoint that makes it. */
  private static final Map<String, Capability> ENDPOINTS =
      Map.of(
          "chat", Capability.CHAT,
          "generate", Capability.COMPLETION,
          "embed", Capability.EMBEDDING,
          "rerank", Capability.RERANK);

  @Override
  public String prefix() {
    return "/cohere";
  }

  @Override
  public List<Resource> resources() {
    return Resource.modelsAt("/cohere/v1/models", this);
  }

  @Override
  public List<String> filter(String name, Parameters sent) {
    String endpoint = name.equals("capability") ? sent.one("endpoint") : null;
    if (endpoint == null) {
      return sent.all(name);
    }
    Capability does = ENDPOINTS.get(endpoint);
    if (does == null) {
      throw Parameters.bad("endpoint", "is one of chat, embed, generate and rerank");
    }
    return List.of(does.wireName());
  }

  @Override
  public Cut cut(Parameters sent) {
    Integer size = sent.whole("page_size", 1);
    if (size != null && size > MAX_PAGE) {
      throw Parameters.bad("page_size", "is at most " + MAX_PAGE);
    }
    return Cut.token(size == null ? MAX_PAGE : size, sent.one("page_token"), "page_token");
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json = new JsonObject().put("name", ids.of(model));
    put(json, "is_deprecated", facts.deprecated());
    json.put("endpoints", endpoints(facts));
    put(json, "context_length", facts.contextWindow());
    return put(json, "features", features(facts));
  }

  private static JsonArray endpoints(ModelFacts facts) {
    return Fields.array(
        ENDPOINTS.entrySet().stream()
            .filter(endpoint -> Fields.does(facts, endpoint.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
  }

  private static JsonArray features(ModelFacts facts) {
    JsonArray features = new JsonArray();
    if (Fields.does(facts, Capability.STRUCTURED_OUTPUT)) {
      features.add("json_schema");
    }
    if (Fields.does(facts, Capability.REASONING)) {
      features.add("reasoning");
    }
    if (Fields.does(facts, Capability.FUNCTION_CALLING)) {
      features.add("tools");
    }
    if (Fields.does(facts, Capability.VISION)) {
      features.add("vision");
    }
    return features;
  }

  @Override
  public Frame frame(Page page) {
    return page.framedWithToken("next_page_token");
  }

  @Override
  public JsonObject error(RequestFailure failure) {
    return new JsonObject().put("message", failure.getMessage());
  }
}
