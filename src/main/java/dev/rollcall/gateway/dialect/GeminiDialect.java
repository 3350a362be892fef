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
import org.jspecify.annotations.Nullable;

/** Google's Gemini API. Its clients read limits into 32 bits, and no null. */
final class GeminiDialect implements Dialect {

  /** Also the size of a page when none is asked for. */
  private static final int MAX_PAGE = 1000;

  @Override
  public String prefix() {
    return "/gemini";
  }

  @Override
  public List<Resource> resources() {
    return List.of(
        new Resource.Models("/gemini/v1beta/models"),
        new Resource.Model("/gemini/v1beta/models/{id}", this::entry),
        new Resource.Models("/gemini/v1/models"),
        new Resource.Model("/gemini/v1/models/{id}", this::entry));
  }

  @Override
  public Cut cut(Parameters sent) {
    Integer size = sent.whole("pageSize", 0);
    int limit = size == null || size == 0 ? MAX_PAGE : Math.min(size, MAX_PAGE);
    return Cut.token(limit, sent.one("pageToken"), "pageToken");
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json =
        new JsonObject()
            .put("name", "models/" + ids.of(model))
            .put("displayName", Fields.name(model));
    put(json, "inputTokenLimit", Fields.int32(Fields.inputTokens(facts)));
    put(json, "outputTokenLimit", Fields.int32(facts.maxOutputTokens()));
    put(json, "supportedGenerationMethods", methods(facts));
    return put(json, "thinking", Fields.can(facts, Capability.REASONING));
  }

  private static @Nullable JsonArray methods(ModelFacts facts) {
    JsonArray methods = new JsonArray();
    if (Fields.does(facts, Capability.CHAT) || Fields.does(facts, Capability.COMPLETION)) {
      methods.add("generateContent");
    }
    if (Fields.does(facts, Capability.EMBEDDING)) {
      methods.add("embedContent");
    }
    if (Fields.does(facts, Capability.IMAGE_GENERATION) && methods.isEmpty()) {
      methods.add("predict");
    }
    if (Fields.does(facts, Capability.VIDEO_GENERATION)) {
      methods.add("predictLongRunning");
    }
    return methods.isEmpty() ? null : methods;
  }

  @Override
  public Frame frame(Page page) {
    return page.framedWithToken("nextPageToken");
  }

  @Override
  public JsonObject error(RequestFailure failure) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("code", failure.status())
                .put("message", failure.getMessage())
                .put("status", status(failure.status())));
  }

  private static String status(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 405 -> "UNIMPLEMENTED";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    };
  }
}
