package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.vendor.OllamaRows;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ollama: what is installed. Context and capabilities come from a request per model, whose answer
 * holds as long as the model's digest does.
 */
final class Ollama extends ModelsApi {

  private static final OllamaRows ROWS = new OllamaRows();

  Ollama() {
    super(ROWS);
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.without("/v1") + "/api/tags";
  }

  @Override
  JsonArray entries(@Nullable Object body) {
    boolean nothingInstalled =
        body instanceof JsonObject json
            && json.containsKey("models")
            && json.getValue("models") == null;
    return nothingInstalled ? new JsonArray() : Envelopes.array(body, "models");
  }

  /** The digest, unless a newer server has told everything in its list. */
  @Override
  @Nullable String detailKey(JsonRow row, ModelFacts facts) {
    boolean complete = facts.contextWindow() != null && !facts.capabilities().isEmpty();
    return complete ? null : row.id("digest");
  }

  @Override
  List<Detail> details(Endpoint endpoint, List<Row> rows) {
    String url = endpoint.without("/v1") + "/api/show";
    Map<String, Detail> byDigest = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.detailKey() != null) {
        JsonObject question = new JsonObject().put("model", row.facts().nativeId());
        byDigest.putIfAbsent(
            row.detailKey(),
            new Detail(row.detailKey(), true, new Call(HttpMethod.POST, url, question)));
      }
    }
    return List.copyOf(byDigest.values());
  }

  @Override
  public Map<String, ModelFacts> readDetails(Detail detail, @Nullable Object body) {
    JsonRow model = JsonRow.of(body);
    if (!model.has("details") && !model.has("model_info")) {
      throw new MalformedList("the answer has neither \"details\" nor \"model_info\"");
    }
    return Map.of(detail.key(), ROWS.details(detail.key(), model));
  }
}
