package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import org.jspecify.annotations.Nullable;

/** Cohere's rows: what a model does is in {@code endpoints} and {@code features}. */
public final class CohereRows extends RowFormat {

  @Override
  @Nullable String id(JsonRow row) {
    return row.id("name");
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    Vocabulary.tasks(row.texts("endpoints"), facts);
    Vocabulary.features(row.texts("features"), facts);
    facts
        .can(Capability.VISION, row.flag("supports_vision"))
        .contextWindow(row.tokens("context_length"))
        .deprecated(row.flag("is_deprecated"));
  }
}
