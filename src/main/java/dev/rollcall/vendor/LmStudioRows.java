package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LM Studio's rows: those of 0.4, of 0.3, or OpenAI's. They are read as one format, because
 * FastFlowLM serves OpenAI's list on LM Studio's path.
 */
public final class LmStudioRows extends OpenAiRows {

  @Override
  @Nullable String id(JsonRow row) {
    return row.has("key") ? row.id("key") : row.id("id");
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    super.describe(row, facts);
    String type = row.text("type");
    if (type != null) {
      Vocabulary.task(type, facts);
    }
    Vocabulary.features(row.texts("capabilities"), facts);
    JsonRow capabilities = row.in("capabilities");
    Vocabulary.flags(capabilities, facts);
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
