package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import org.jspecify.annotations.Nullable;

/** Gemini's rows, whose ids are under {@code models/}. */
public final class GeminiRows extends RowFormat {

  private static final String PREFIX = "models/";

  @Override
  @Nullable String id(JsonRow row) {
    String name = row.id("name");
    String id = name != null && name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return id == null || id.isBlank() ? null : id;
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    Vocabulary.tasks(row.texts("supportedGenerationMethods"), facts);
    facts
        .can(Capability.REASONING, row.flag("thinking"))
        .name(row.text("displayName"))
        .contextWindow(row.tokens("inputTokenLimit"))
        .maxOutputTokens(row.tokens("outputTokenLimit"));
  }
}
