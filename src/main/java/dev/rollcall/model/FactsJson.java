package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.bool;
import static dev.rollcall.model.JsonFields.constants;
import static dev.rollcall.model.JsonFields.need;
import static dev.rollcall.model.JsonFields.number;
import static dev.rollcall.model.JsonFields.put;
import static dev.rollcall.model.JsonFields.putNames;
import static dev.rollcall.model.JsonFields.putStrings;
import static dev.rollcall.model.JsonFields.string;
import static dev.rollcall.model.JsonFields.strings;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a source says about a model as JSON. Facts have the names they have in an entry. */
final class FactsJson {

  private FactsJson() {}

  static JsonObject toJson(ModelFacts facts) {
    JsonObject json = new JsonObject().put("native_id", facts.nativeId());
    put(json, "created", facts.created());
    put(json, "owned_by", facts.ownedBy());
    put(json, "name", facts.name());
    putDetails(json, facts);
    putNames(json, "lacking", facts.lacking());
    return json;
  }

  /** Puts what an entry has as well, and in this order. */
  static void putDetails(JsonObject json, ModelFacts facts) {
    put(json, "canonical_id", facts.canonicalId());
    putStrings(json, "aliases", facts.aliases());
    put(json, "family", facts.family());
    put(json, "context_window", facts.contextWindow());
    put(json, "max_input_tokens", facts.maxInputTokens());
    put(json, "max_output_tokens", facts.maxOutputTokens());
    putNames(json, "capabilities", facts.capabilities());
    if (!facts.modalities().isUnknown()) {
      json.put("modalities", modalities(facts.modalities()));
    }
    if (facts.pricing() != null) {
      json.put("pricing", PricingJson.toJson(facts.pricing()));
    }
    put(json, "knowledge_cutoff", facts.knowledgeCutoff());
    put(json, "released", facts.released());
    put(json, "open_weights", facts.openWeights());
    put(json, "parameter_count", facts.parameterCount());
    put(json, "quantization", facts.quantization());
    put(json, "supports_streaming", facts.supportsStreaming());
    put(json, "deprecated", facts.deprecated());
    put(json, "shutdown_date", facts.shutdownDate());
    put(json, "replaced_by", facts.replacedBy());
  }

  static ModelFacts.Builder read(JsonObject json) {
    ModelFacts.Builder facts =
        ModelFacts.of(need(json, "native_id"))
            .created(number(json, "created"))
            .ownedBy(string(json, "owned_by"))
            .name(string(json, "name"))
            .canonicalId(string(json, "canonical_id"))
            .aliases(strings(json, "aliases"))
            .family(string(json, "family"))
            .contextWindow(number(json, "context_window"))
            .maxInputTokens(number(json, "max_input_tokens"))
            .maxOutputTokens(number(json, "max_output_tokens"))
            .capabilities(constants(json, "capabilities", Capability.class))
            .modalities(modalities(json.getValue("modalities")))
            .pricing(
                json.getValue("pricing") instanceof JsonObject pricing
                    ? PricingJson.fromJson(pricing)
                    : null)
            .knowledgeCutoff(string(json, "knowledge_cutoff"))
            .released(string(json, "released"))
            .openWeights(bool(json, "open_weights"))
            .parameterCount(string(json, "parameter_count"))
            .quantization(string(json, "quantization"))
            .supportsStreaming(bool(json, "supports_streaming"))
            .deprecated(bool(json, "deprecated"))
            .shutdownDate(string(json, "shutdown_date"))
            .replacedBy(string(json, "replaced_by"));
    constants(json, "lacking", Capability.class).forEach(lacks -> facts.can(lacks, false));
    return facts;
  }

  private static JsonObject modalities(Modalities modalities) {
    JsonObject json = new JsonObject();
    putNames(json, "input", modalities.input());
    putNames(json, "output", modalities.output());
    return json;
  }

  private static Modalities modalities(@Nullable Object value) {
    if (!(value instanceof JsonObject json)) {
      return Modalities.UNKNOWN;
    }
    return new Modalities(
        Sets.copy(constants(json, "input", Modality.class), Modality.class),
        Sets.copy(constants(json, "output", Modality.class), Modality.class));
  }
}
