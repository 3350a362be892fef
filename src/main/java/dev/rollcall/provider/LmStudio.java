package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LM Studio: the API of 0.4, else that of 0.3, else OpenAI's. Which one answered is not told from
 * the path, because FastFlowLM serves OpenAI's list on LM Studio's.
 */
final class LmStudio extends OpenAi {

  private static final String V1 = "/api/v1/models";
  private static final String V0 = "/api/v0/models";
  private static final String OPENAI = "/v1/models";

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

  @Override
  @Nullable String id(JsonRow row) {
    return row.has("key") ? row.id("key") : row.id("id");
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    String type = row.text("type");
    if (type != null) {
      Words.tasks(List.of(type), facts);
    }
    Words.features(row.texts("capabilities"), facts);
    JsonRow capabilities = row.in("capabilities");
    Words.flags(capabilities, facts);
    if (capabilities.in("reasoning").has("allowed_options")) {
      facts.can(Capability.REASONING);
    }
    String publisher = row.text("publisher");
    if (publisher != null) {
      facts.ownedBy(publisher);
    }
    facts
        .name(row.text("display_name"))
        .contextWindow(context(row))
        .parameterCount(row.text("params_string"))
        .quantization(quantization(row))
        .family(row.text("architecture", "arch"));
  }

  /** The window it is loaded with, else the largest it can be loaded with. */
  private static @Nullable Long context(JsonRow row) {
    List<JsonRow> loaded = row.rows("loaded_instances");
    Long running = loaded.isEmpty() ? null : loaded.get(0).in("config").tokens("context_length");
    return running == null ? row.tokens("loaded_context_length", "max_context_length") : running;
  }

  private static @Nullable String quantization(JsonRow row) {
    String name = row.in("quantization").text("name");
    return name == null ? row.text("quantization") : name;
  }
}
