package dev.rollcall.catalog;

import dev.rollcall.json.Decimals;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modalities;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.WireName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalog row as one JSON object. Fields have the names they have in Rollcall's answers; {@code
 * lacking} (what the model is known not to do), {@code source} and {@code filled} (where the facts
 * are from), {@code last_seen} and what the model is called elsewhere are the file's own. What is
 * unknown is left out.
 */
final class RowJson {

  private static final Map<String, Capability> CAPABILITIES = vocabulary(Capability.values());
  private static final Map<String, Modality> MODALITIES = vocabulary(Modality.values());
  private static final Map<String, ModelField> FIELDS = vocabulary(ModelField.values());
  private static final Map<String, Pricing.Unit> UNITS = vocabulary(Pricing.Unit.values());

  private RowJson() {}

  static JsonObject write(CatalogRow row) {
    ModelFacts facts = row.facts();
    JsonObject json = new JsonObject().put("type", row.type()).put("native_id", facts.nativeId());
    put(json, "name", facts.name());
    put(json, "family", facts.family());
    put(json, "canonical_id", facts.canonicalId());
    put(json, "context_window", facts.contextWindow());
    put(json, "max_input_tokens", facts.maxInputTokens());
    put(json, "max_output_tokens", facts.maxOutputTokens());
    putNames(json, "capabilities", facts.capabilities());
    putNames(json, "lacking", facts.lacking());
    if (!facts.modalities().isUnknown()) {
      JsonObject modalities = new JsonObject();
      putNames(modalities, "input", facts.modalities().input());
      putNames(modalities, "output", facts.modalities().output());
      json.put("modalities", modalities);
    }
    put(json, "pricing", facts.pricing() == null ? null : write(facts.pricing()));
    put(json, "knowledge_cutoff", facts.knowledgeCutoff());
    put(json, "released", facts.released());
    put(json, "open_weights", facts.openWeights());
    put(json, "deprecated", facts.deprecated());
    put(json, "shutdown_date", facts.shutdownDate());
    put(json, "openrouter_id", row.links().openRouterId());
    put(json, "hugging_face_id", row.links().huggingFaceId());
    put(json, "slug", row.links().slug());
    put(json, "found_canonical_id", row.links().canonicalId());
    put(json, "source", row.source());
    put(json, "filled", row.filled() == null ? null : write(row.filled()));
    put(json, "last_seen", row.lastSeen());
    return json;
  }

  /**
   * Reads a row; fields it does not know are ignored.
   *
   * @throws IllegalArgumentException saying which field is wrong
   */
  static CatalogRow read(JsonObject json) {
    JsonObject pricing = Fields.object(json, "pricing");
    ModelFacts.Builder facts =
        ModelFacts.of(Fields.requiredString(json, "native_id"))
            .name(Fields.string(json, "name"))
            .family(Fields.string(json, "family"))
            .canonicalId(Fields.string(json, "canonical_id"))
            .contextWindow(Fields.whole(json, "context_window"))
            .maxInputTokens(Fields.whole(json, "max_input_tokens"))
            .maxOutputTokens(Fields.whole(json, "max_output_tokens"))
            .capabilities(words(json, "capabilities", CAPABILITIES))
            .modalities(modalities(Fields.object(json, "modalities")))
            .pricing(pricing == null ? null : pricing(pricing))
            .knowledgeCutoff(Fields.string(json, "knowledge_cutoff"))
            .released(Fields.string(json, "released"))
            .openWeights(Fields.bool(json, "open_weights"))
            .deprecated(Fields.bool(json, "deprecated"))
            .shutdownDate(Fields.string(json, "shutdown_date"));
    words(json, "lacking", CAPABILITIES).forEach(capability -> facts.can(capability, false));
    JsonObject filled = Fields.object(json, "filled");
    return new CatalogRow(
        Fields.requiredString(json, "type"),
        facts.build(),
        Fields.string(json, "source"),
        filled == null ? null : filled(filled),
        Fields.string(json, "last_seen"),
        new CatalogRow.Links(
            Fields.string(json, "openrouter_id"),
            Fields.string(json, "hugging_face_id"),
            Fields.string(json, "slug"),
            Fields.string(json, "found_canonical_id")));
  }

  private static JsonObject write(Pricing pricing) {
    JsonObject json = Prices.write(pricing.rates(), new JsonObject());
    JsonArray tiers = new JsonArray();
    for (Pricing.Tier tier : pricing.tiers()) {
      JsonObject step = new JsonObject().put("above_input_tokens", tier.aboveInputTokens());
      tiers.add(Prices.write(tier.rates(), step));
    }
    if (!tiers.isEmpty()) {
      json.put("tiers", tiers);
    }
    JsonArray others = new JsonArray();
    for (Pricing.Other other : pricing.other()) {
      others.add(
          new JsonObject()
              .put("unit", other.unit().wireName())
              .put("price", Decimals.format(other.price())));
    }
    return others.isEmpty() ? json : json.put("other", others);
  }

  private static JsonObject write(CatalogRow.Filled filled) {
    List<String> fields = filled.fields().stream().sorted().map(WireName::wireName).toList();
    return new JsonObject().put("source", filled.source()).put("fields", new JsonArray(fields));
  }

  private static CatalogRow.Filled filled(JsonObject json) {
    return new CatalogRow.Filled(
        Fields.requiredString(json, "source"), words(json, "fields", FIELDS));
  }

  private static Pricing pricing(JsonObject json) {
    List<Pricing.Tier> tiers =
        Fields.objects(json, "tiers").stream()
            .map(tier -> new Pricing.Tier(above(tier), Prices.read(tier)))
            .toList();
    List<Pricing.Other> others =
        Fields.objects(json, "other").stream().map(RowJson::other).toList();
    return new Pricing(Prices.read(json), tiers, others);
  }

  private static Pricing.Other other(JsonObject json) {
    Pricing.Unit unit = UNITS.get(Fields.requiredString(json, "unit"));
    BigDecimal price = Fields.decimal(json, "price");
    if (unit == null || price == null) {
      throw new IllegalArgumentException("other holds no price of a known unit");
    }
    return new Pricing.Other(unit, price);
  }

  private static long above(JsonObject tier) {
    Long tokens = Fields.whole(tier, "above_input_tokens");
    if (tokens == null || tokens <= 0) {
      throw new IllegalArgumentException("above_input_tokens is not above zero");
    }
    return tokens;
  }

  private static Modalities modalities(@Nullable JsonObject json) {
    return json == null
        ? Modalities.UNKNOWN
        : new Modalities(words(json, "input", MODALITIES), words(json, "output", MODALITIES));
  }

  private static <E extends Enum<E>> Set<E> words(
      JsonObject json, String field, Map<String, E> vocabulary) {
    Set<E> words = new HashSet<>();
    for (String word : Fields.strings(json, field)) {
      E constant = vocabulary.get(word);
      if (constant == null) {
        throw new IllegalArgumentException(field + " holds an unknown word");
      }
      words.add(constant);
    }
    return words;
  }

  private static <E extends Enum<E> & WireName> Map<String, E> vocabulary(E[] constants) {
    return Arrays.stream(constants).collect(Collectors.toMap(WireName::wireName, word -> word));
  }

  private static void putNames(
      JsonObject json, String name, Collection<? extends WireName> values) {
    if (!values.isEmpty()) {
      json.put(name, new JsonArray(values.stream().map(WireName::wireName).toList()));
    }
  }

  private static void put(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
