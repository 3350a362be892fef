package dev.rollcall.provider;

import dev.rollcall.vendor.OpenAiCompatibleRows;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** Whatever serves {@code /models}, in whichever envelope. */
final class OpenAiCompatible extends ModelsApi {

  OpenAiCompatible() {
    super(new OpenAiCompatibleRows());
  }

  @Override
  JsonArray entries(@Nullable Object body) {
    return Envelopes.any(body);
  }
}
