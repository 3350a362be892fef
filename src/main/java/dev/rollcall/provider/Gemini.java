package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gemini: pages by token, ids under {@code models/}, a bad key is a 400. */
final class Gemini extends ModelsApi {

  private static final String PREFIX = "models/";

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
  @Nullable String id(JsonRow row) {
    String name = row.id("name");
    String id = name != null && name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return id == null || id.isBlank() ? null : id;
  }

  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    String next = nextPage(envelope, "nextPageToken", "pageToken");
    return next == null ? null : firstUrl(endpoint) + next;
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    Words.tasks(row.texts("supportedGenerationMethods"), facts);
    facts
        .can(Capability.REASONING, row.flag("thinking"))
        .name(row.text("displayName"))
        .contextWindow(row.tokens("inputTokenLimit"))
        .maxOutputTokens(row.tokens("outputTokenLimit"));
  }

  @Override
  public boolean refusesKey(@Nullable Object body) {
    return JsonRow.of(body).in("error").rows("details").stream()
        .anyMatch(detail -> "API_KEY_INVALID".equals(detail.value("reason")));
  }
}
