package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import java.util.List;

/**
 * Mistral's rows. Every alias is a row of its own, and some ids come twice. {@code created} is the
 * time of the request, so it is not read.
 */
public final class MistralRows extends RowFormat {

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    JsonRow capabilities = row.in("capabilities");
    Vocabulary.flags(capabilities, facts);
    facts
        .can(Capability.AUDIO_INPUT, capabilities.flag("audio"))
        .ownedBy(row.text("owned_by"))
        .aliases(row.texts("aliases"))
        .contextWindow(row.tokens("max_context_length"))
        .replacedBy(row.text("deprecation_replacement_model"));
    endsOn(row.date("deprecation"), facts);
    name(row, facts);
  }

  /** The name of a fine-tuned model is its owner's; that of any other is its dated id. */
  private static void name(JsonRow row, ModelFacts.Builder facts) {
    String name = row.text("name");
    if ("fine-tuned".equals(row.text("type"))) {
      facts.name(name);
    } else if (name != null) {
      facts.aliases(List.of(name));
    }
  }
}
