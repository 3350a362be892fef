package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.vendor.GeminiRows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gemini: pages by token, a bad key is a 400. */
final class Gemini extends ModelsApi {

  Gemini() {
    super(new GeminiRows());
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models?pageSize=1000";
  }

  /** An empty array is left out of the answer, so an empty page is {@code {}}. */
  @Override
  JsonArray entries(@Nullable Object body) {
    boolean isEmptyPage =
        body instanceof JsonObject page && Set.of("nextPageToken").containsAll(page.fieldNames());
    return isEmptyPage ? new JsonArray() : Envelopes.array(body, "models");
  }

  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    String next = nextPage(envelope, "nextPageToken", "pageToken");
    return next == null ? null : firstUrl(endpoint) + next;
  }

  @Override
  public boolean refusesKey(@Nullable Object body) {
    return JsonRow.of(body).in("error").rows("details").stream()
        .anyMatch(detail -> "API_KEY_INVALID".equals(detail.value("reason")));
  }
}
