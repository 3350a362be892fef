package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** Cohere: pages by token, what a model does in {@code endpoints} and {@code features}. */
final class Cohere extends ModelsApi {

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models?page_size=1000";
  }

  @Override
  JsonArray entries(@Nullable Object body) {
    return Envelopes.array(body, "models");
  }

  @Override
  @Nullable String id(JsonRow row) {
    return row.id("name");
  }

  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    String next = nextPage(envelope, "next_page_token", "page_token");
    return next == null ? null : firstUrl(endpoint) + next;
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    Words.tasks(row.texts("endpoints"), facts);
    Words.features(row.texts("features"), facts);
    facts
        .can(Capability.VISION, row.flag("supports_vision"))
        .contextWindow(row.tokens("context_length"))
        .deprecated(row.flag("is_deprecated"));
  }
}
