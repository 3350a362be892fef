package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.vendor.LmStudioRows;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** LM Studio: the API of 0.4, else that of 0.3, else OpenAI's. */
final class LmStudio extends ModelsApi {

  private static final String V1 = "/api/v1/models";
  private static final String V0 = "/api/v0/models";
  private static final String OPENAI = "/v1/models";

  LmStudio() {
    super(new LmStudioRows());
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.without("/v1") + V1;
  }

  @Override
  public @Nullable Call instead(Endpoint endpoint, Call call, int status, @Nullable Object body) {
    if (status != 404 && status != 405 && !isUnexpectedEndpoint(body)) {
      return null;
    }
    String server = endpoint.without("/v1");
    if (call.url().equals(server + V1)) {
      return Call.get(server + V0);
    }
    return call.url().equals(server + V0) ? Call.get(server + OPENAI) : null;
  }

  /** Older builds say so with a 200. */
  private static boolean isUnexpectedEndpoint(@Nullable Object body) {
    JsonRow answer = JsonRow.of(body);
    Object error = answer.value("error");
    Object message = error instanceof String ? error : answer.in("error").value("message");
    return message instanceof String text && text.startsWith("Unexpected endpoint");
  }

  @Override
  JsonArray entries(@Nullable Object body) {
    return Envelopes.any(body);
  }
}
