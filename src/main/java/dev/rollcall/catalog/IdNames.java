package dev.rollcall.catalog;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.vendor.Vocabulary;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Infers from its id what no source says of a model: that it makes vectors, speaks, writes down
 * speech, makes images or judges contents. Only words that no model for conversations has in its
 * id; an id that says two such things says nothing.
 */
final class IdNames {

  /** The rule's name, as entries carry it. */
  static final String RULE = "id-name";

  /** Besides those that every source uses. */
  private static final Map<String, Capability> WORDS =
      Map.of(
          "tts", Capability.SPEECH,
          "whisper", Capability.TRANSCRIPTION,
          "transcribe", Capability.TRANSCRIPTION,
          "imagen", Capability.IMAGE_GENERATION,
          "dall-e", Capability.IMAGE_GENERATION,
          "gpt-image", Capability.IMAGE_GENERATION);

  private IdNames() {}

  /**
   * Sets the capability of an entry that has none, when its id says one.
   *
   * @param id the part of its id that names a model: of a fine-tune, its base
   */
  static Enriched describe(ModelFacts facts, String id) {
    Set<Capability> said = facts.capabilities().isEmpty() ? said(id) : Set.of();
    if (said.size() != 1) {
      return new Enriched(facts, null);
    }
    Capability capability = said.iterator().next();
    if (facts.lacking().contains(capability)) {
      return new Enriched(facts, null);
    }
    return new Enriched(
        facts.toBuilder().can(capability).build(),
        new Enrichment(null, RULE, List.of("capabilities")));
  }

  private static Set<Capability> said(String id) {
    String[] parts = IdKeys.normalised(name(id)).split("-", -1);
    Set<Capability> said = EnumSet.noneOf(Capability.class);
    for (int i = 0; i < parts.length; i++) {
      add(parts[i], said);
      if (i + 1 < parts.length) {
        add(parts[i] + "-" + parts[i + 1], said);
      }
    }
    return said;
  }

  /** Folders and organisations have names of their own. */
  private static String name(String id) {
    String path = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
    return OrganisedName.bareName(path).toLowerCase(Locale.ROOT);
  }

  private static void add(String word, Set<Capability> to) {
    Capability capability = WORDS.getOrDefault(word, Vocabulary.inName(word));
    if (capability != null) {
      to.add(capability);
    }
  }
}
