package dev.rollcall.provider;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mistral. Every alias is an entry of its own, and some ids come twice. {@code created} is the time
 * of the request, so it is not read.
 */
final class Mistral extends ModelsApi {

  @Override
  void describe(Fields row, ModelFacts.Builder facts) {
    Fields capabilities = row.in("capabilities");
    Words.flags(capabilities, facts);
    facts
        .can(Capability.AUDIO_INPUT, capabilities.flag("audio"))
        .ownedBy(row.text("owned_by"))
        .name(name(row))
        .aliases(row.texts("aliases"))
        .contextWindow(row.tokens("max_context_length"))
        .replacedBy(row.text("deprecation_replacement_model"));
    OpenAi.endsOn(row.date("deprecation"), facts);
  }

  /** The name, unless it is one of the ids, which is so for all but fine-tuned models. */
  private static @Nullable String name(Fields row) {
    String name = row.text("name");
    List<String> aliases = row.texts("aliases");
    return name == null || name.equals(row.id("id")) || aliases.contains(name) ? null : name;
  }
}
