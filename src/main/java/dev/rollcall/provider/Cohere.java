package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.vendor.CohereRows;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** Cohere: pages by token. */
final class Cohere extends ModelsApi {

  Cohere() {
    super(new CohereRows());
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models?page_size=1000";
  }

  @Override
  JsonArray entries(@Nullable Object body) {
    return Envelopes.array(body, "models");
  }

  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    String next = nextPage(envelope, "next_page_token", "page_token");
    return next == null ? null : firstUrl(endpoint) + next;
  }
}
