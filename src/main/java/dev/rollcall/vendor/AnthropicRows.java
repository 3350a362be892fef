package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic's rows, since 2026 with limits and capabilities. */
public final class AnthropicRows extends RowFormat {

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    JsonRow capabilities = row.in("capabilities");
    for (String word : capabilities.keys()) {
      Vocabulary.feature(word, isSupported(capabilities, word), facts);
    }
    if (row.has("capabilities")) {
      Vocabulary.modalities(input(capabilities), List.of("text"), facts);
    }
    facts
        .can(Capability.CHAT)
        .name(row.text("display_name"))
        .created(row.createdAt("created_at"))
        .contextWindow(row.tokens("max_input_tokens"))
        .maxOutputTokens(row.tokens("max_tokens"));
  }

  /** Every model of this list takes and gives text, because all answer messages. */
  private static List<String> input(JsonRow capabilities) {
    List<String> input = new ArrayList<>(List.of("text"));
    if (Boolean.TRUE.equals(isSupported(capabilities, "image_input"))) {
      input.add("image");
    }
    if (Boolean.TRUE.equals(isSupported(capabilities, "pdf_input"))) {
      input.add("pdf");
    }
    return input;
  }

  private static @Nullable Boolean isSupported(JsonRow capabilities, String word) {
    return capabilities.in(word).flag("supported");
  }
}
