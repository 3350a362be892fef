package dev.rollcall.catalog;

import dev.rollcall.json.Decimals;
import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
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
    JsonRow row = JsonRow.strict(json);
    JsonRow modalities = row.in("modalities");
    ModelFacts.Builder facts =
        ModelFacts.of(row.neededText("native_id"))
            .name(row.text("name"))
            .family(row.text("family"))
            .canonicalId(row.id("canonical_id"))
            .contextWindow(row.whole("context_window"))
            .maxInputTokens(row.whole("max_input_tokens"))
            .maxOutputTokens(row.whole("max_output_tokens"))
            .capabilities(words(row, "capabilities", CAPABILITIES))
            .modalities(
                words(modalities, "input", MODALITIES), words(modalities, "output", MODALITIES))
            .pricing(pricing(row.in("pricing")))
            .knowledgeCutoff(row.text("knowledge_cutoff"))
            .released(row.text("released"))
            .openWeights(row.flag("open_weights"))
            .deprecated(row.flag("deprecated"))
            .shutdownDate(row.text("shutdown_date"));
    words(row, "lacking", CAPABILITIES).forEach(capability -> facts.can(capability, false));
    return new CatalogRow(
        row.neededText("type"),
        facts.build(),
        row.text("source"),
        row.value("filled") == null ? null : filled(row.in("filled")),
        row.text("last_seen"),
        new CatalogRow.Links(
            row.id("openrouter_id"),
            row.id("hugging_face_id"),
            row.id("slug"),
            row.id("found_canonical_id")));
  }

  private static JsonObject write(Pricing pricing) {
    JsonObject json = write(pricing.rates(), new JsonObject());
    JsonArray tiers = new JsonArray();
    for (Pricing.Tier tier : pricing.tiers()) {
      JsonObject step = new JsonObject().put("above_input_tokens", tier.aboveInputTokens());
      tiers.add(write(tier.rates(), step));
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

  private static JsonObject write(Rates rates, JsonObject json) {
    put(json, "input", rates.input());
    put(json, "output", rates.output());
    put(json, "cache_read", rates.cacheRead());
    put(json, "cache_write", rates.cacheWrite());
    put(json, "input_audio", rates.inputAudio());
    put(json, "output_audio", rates.outputAudio());
    put(json, "reasoning", rates.reasoning());
    return json;
  }

  private static CatalogRow.Filled filled(JsonRow row) {
    return new CatalogRow.Filled(row.neededText("source"), words(row, "fields", FIELDS));
  }

  private static Pricing pricing(JsonRow prices) {
    return new Pricing(
        rates(prices),
        prices.rows("tiers").stream()
            .map(tier -> new Pricing.Tier(above(tier), rates(tier)))
            .toList(),
        prices.rows("other").stream().map(RowJson::other).toList());
  }

  /** Prices as they are written here, below zero too, which the row then refuses. */
  private static Rates rates(JsonRow prices) {
    return new Rates(
        prices.decimal("input"),
        prices.decimal("output"),
        prices.decimal("cache_read"),
        prices.decimal("cache_write"),
        prices.decimal("input_audio"),
        prices.decimal("output_audio"),
        prices.decimal("reasoning"));
  }

  private static Pricing.Other other(JsonRow row) {
    Pricing.Unit unit = UNITS.get(row.neededText("unit"));
    BigDecimal price = row.decimal("price");
    if (unit == null || price == null) {
      throw new IllegalArgumentException("other holds no price of a known unit");
    }
    return new Pricing.Other(unit, price);
  }

  private static long above(JsonRow tier) {
    Long tokens = tier.whole("above_input_tokens");
    if (tokens == null || tokens <= 0) {
      throw new IllegalArgumentException("above_input_tokens is not above zero");
    }
    return tokens;
  }

  private static <E extends Enum<E>> Set<E> words(
      JsonRow row, String field, Map<String, E> vocabulary) {
    Set<E> words = new HashSet<>();
    for (String word : row.texts(field)) {
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

  private static void put(JsonObject json, String name, @Nullable BigDecimal price) {
    put(json, name, price == null ? null : (Object) Decimals.format(price));
  }
}
