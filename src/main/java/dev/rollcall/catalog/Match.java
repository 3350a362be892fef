package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A catalog row that an entry was matched to, and what it may give.
 *
 * @param from the row, as {@code type/native id}
 * @param rule the rule that found it
 * @param facts what the row says of the entry
 * @param fills the fields that may be filled from it
 */
record Match(String from, String rule, ModelFacts facts, Set<ModelField> fills) {

  private static final Pricing FREE = Pricing.of(Rates.of(BigDecimal.ZERO, BigDecimal.ZERO));

  private static final Map<Modality, Capability> BY_INPUT =
      Map.of(Modality.IMAGE, Capability.VISION, Modality.AUDIO, Capability.AUDIO_INPUT);
  private static final Map<Modality, Capability> BY_OUTPUT =
      Map.of(
          Modality.IMAGE, Capability.IMAGE_GENERATION,
          Modality.VIDEO, Capability.VIDEO_GENERATION,
          Modality.AUDIO, Capability.SPEECH);

  /**
   * The match of an entry.
   *
   * @param form how the entry stands to the row's model
   * @param fills what may be filled from a row of the entry's own
   */
  static Match of(CatalogRow row, String rule, Form form, Set<ModelField> fills) {
    ModelFacts facts =
        form == Form.FREE_VARIANT ? row.facts().toBuilder().pricing(FREE).build() : row.facts();
    return new Match(row.id(), rule, facts, Fills.without(fills, ownFields(form)));
  }

  /** Fills what an entry does not say. */
  Enriched fill(ModelFacts listed) {
    ModelFacts filled = withLacking(listed).orElse(facts, fills);
    List<String> added = new ArrayList<>();
    for (ModelField field : fills) {
      if (!field.isSame(listed, filled)) {
        added.add(field.wireName());
      }
    }
    return added.isEmpty()
        ? new Enriched(listed, null)
        : new Enriched(filled, new Enrichment(from, rule, added));
  }

  /** The fields that the base does not give to such a form of it. */
  private static Set<ModelField> ownFields(Form form) {
    return switch (form) {
      case PLAIN, FREE_VARIANT -> EnumSet.noneOf(ModelField.class);
      case VARIANT -> EnumSet.of(ModelField.PRICING);
      case FINE_TUNE ->
          EnumSet.of(
              ModelField.NAME,
              ModelField.CANONICAL_ID,
              ModelField.PRICING,
              ModelField.RELEASED,
              ModelField.OPEN_WEIGHTS,
              ModelField.DEPRECATED);
    };
  }

  /** A provider that says what goes in and comes out says what does not: no image, no vision. */
  private static ModelFacts withLacking(ModelFacts listed) {
    if (listed.modalities().isUnknown()) {
      return listed;
    }
    ModelFacts.Builder builder = listed.toBuilder();
    addLacking(listed.modalities().input(), BY_INPUT, builder);
    addLacking(listed.modalities().output(), BY_OUTPUT, builder);
    return builder.build();
  }

  private static void addLacking(
      Set<Modality> known, Map<Modality, Capability> needs, ModelFacts.Builder to) {
    if (!known.isEmpty()) {
      needs.forEach(
          (modality, capability) -> to.can(capability, known.contains(modality) ? null : false));
    }
  }
}
