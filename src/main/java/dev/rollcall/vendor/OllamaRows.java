package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ollama's rows, and the details that it tells of one model. */
public final class OllamaRows extends RowFormat {

  @Override
  @Nullable String id(JsonRow row) {
    return row.has("name") ? row.id("name") : row.id("model");
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    JsonRow details = row.in("details");
    List<String> capabilities = row.texts("capabilities");
    Vocabulary.features(capabilities, facts);
    if (capabilities.contains("completion")) {
      // The word for models that answer both of its endpoints, chat and generate.
      facts.can(Capability.CHAT);
    }
    facts
        .contextWindow(details.tokens("context_length"))
        .parameterCount(details.text("parameter_size"))
        .quantization(known(details.text("quantization_level")))
        .family(details.text("family"));
  }

  /**
   * Reads the answer to a question about one model.
   *
   * @param id the id that the facts are to have
   */
  public ModelFacts details(String id, JsonRow model) {
    ModelFacts.Builder facts = ModelFacts.of(id);
    describe(model, facts);
    JsonRow info = model.in("model_info");
    String architecture = info.text("general.architecture");
    if (architecture != null) {
      facts.contextWindow(info.tokens(architecture + ".context_length"));
    }
    return facts.build();
  }

  private static @Nullable String known(@Nullable String quantization) {
    return "unknown".equals(quantization) ? null : quantization;
  }
}
