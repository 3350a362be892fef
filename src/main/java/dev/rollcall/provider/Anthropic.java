package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.vendor.AnthropicRows;
import org.jspecify.annotations.Nullable;

/** Anthropic: pages by {@code after_id}. */
final class Anthropic extends ModelsApi {

  Anthropic() {
    super(new AnthropicRows());
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models?limit=1000";
  }

  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    if (!envelope.is("has_more")) {
      return null;
    }
    String last = envelope.id("last_id");
    if (last == null) {
      throw MalformedList.incomplete("incomplete: there are more models, but no \"last_id\"");
    }
    return firstUrl(endpoint) + "&after_id=" + encoded(last);
  }
}
