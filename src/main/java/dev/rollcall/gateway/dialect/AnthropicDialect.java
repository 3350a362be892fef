package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Anthropic's model list. */
final class AnthropicDialect implements Dialect {

  /** Also the size of a page when none is asked for, because some clients take only the first. */
  private static final int MAX_PAGE = 1000;

  @Override
  public String prefix() {
    return "/anthropic";
  }

  @Override
  public List<Resource> resources() {
    return Resource.modelsAt("/anthropic/v1/models", this);
  }

  @Override
  public List<String> filter(String name, Parameters sent) {
    List<String> lifecycle = sent.all("lifecycle[]");
    if (!name.equals("deprecated") || lifecycle.size() != 1) {
      return sent.all(name);
    }
    return switch (lifecycle.get(0)) {
      case "active" -> List.of("false");
      case "deprecated" -> List.of("true");
      default -> sent.all(name);
    };
  }

  @Override
  public Cut cut(Parameters sent) {
    Integer limit = sent.whole("limit", 1);
    String after = sent.one("after_id");
    String before = sent.one("before_id");
    if (limit != null && limit > MAX_PAGE) {
      throw Parameters.bad("limit", "is at most " + MAX_PAGE);
    }
    if (after != null && before != null) {
      throw Parameters.bad("before_id", "and after_id exclude each other");
    }
    return new Cut(
        limit == null ? MAX_PAGE : limit,
        0,
        after,
        before,
        before == null ? "after_id" : "before_id");
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json =
        new JsonObject()
            .put("type", "model")
            .put("id", ids.of(model))
            .put("display_name", Fields.name(model))
            .put("created_at", Fields.createdAt(model))
            .put("lifecycle", Boolean.TRUE.equals(facts.deprecated()) ? "deprecated" : "active");
    put(json, "retires_at", Fields.time(facts.shutdownDate()));
    put(json, "max_input_tokens", Fields.inputTokens(facts));
    return put(json, "max_tokens", facts.maxOutputTokens());
  }

  @Override
  public Frame frame(Page page) {
    JsonObject end =
        new JsonObject()
            .put("has_more", page.hasMore())
            .put("first_id", page.firstId())
            .put("last_id", page.lastId());
    return new Frame("{\"data\":[", "]," + end.encode().substring(1));
  }

  @Override
  public JsonObject error(RequestFailure failure) {
    return new JsonObject()
        .put("type", "error")
        .put(
            "error",
            new JsonObject()
                .put("type", type(failure.status()))
                .put("message", failure.getMessage()))
        .put("request_id", "req_" + UUID.randomUUID().toString().replace("-", ""));
  }

  @Override
  public Map<String, String> errorHeaders(JsonObject error) {
    return Map.of("request-id", error.getString("request_id"));
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503 -> "overloaded_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
