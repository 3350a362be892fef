package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.vendor.OpenRouterRows;
import org.jspecify.annotations.Nullable;

/** OpenRouter: models of all modalities; pages by {@code links.next}. */
final class OpenRouter extends ModelsApi {

  OpenRouter() {
    super(new OpenRouterRows());
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models?output_modalities=all";
  }

  /** The next page. It stays where the key may go: at the origin of this one. */
  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    Object next = envelope.in("links").value("next");
    if (next == null || next.equals("")) {
      return null;
    }
    String there = next instanceof String link ? OpenRouterRows.nextPage(call.url(), link) : null;
    if (there == null) {
      throw new MalformedList("\"links.next\" is no URL at the same host");
    }
    return there;
  }
}
