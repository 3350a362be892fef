package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.bool;
import static dev.rollcall.model.JsonFields.constants;
import static dev.rollcall.model.JsonFields.need;
import static dev.rollcall.model.JsonFields.number;
import static dev.rollcall.model.JsonFields.string;
import static dev.rollcall.model.JsonFields.strings;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a source says about a model as JSON. Facts have the names they have in an entry. */
final class FactsJson {

  private FactsJson() {}

  static JsonWriter.Members members(ModelFacts facts) {
    return json -> {
      json.text("native_id", facts.nativeId());
      json.number("created", facts.created());
      json.text("owned_by", facts.ownedBy());
      json.text("name", facts.name());
      writeDetails(facts, json);
      json.names("lacking", facts.lacking());
    };
  }

  /** Writes what an entry has as well, and in this order. */
  static void writeDetails(ModelFacts facts, JsonWriter json) throws IOException {
    json.text("canonical_id", facts.canonicalId());
    json.texts("aliases", facts.aliases());
    json.text("family", facts.family());
    json.number("context_window", facts.contextWindow());
    json.number("max_input_tokens", facts.maxInputTokens());
    json.number("max_output_tokens", facts.maxOutputTokens());
    json.names("capabilities", facts.capabilities());
    if (!facts.modalities().isUnknown()) {
      json.object("modalities", modalities(facts.modalities()));
    }
    if (facts.pricing() != null) {
      json.object("pricing", PricingJson.members(facts.pricing()));
    }
    json.text("knowledge_cutoff", facts.knowledgeCutoff());
    json.text("released", facts.released());
    json.flag("open_weights", facts.openWeights());
    json.text("parameter_count", facts.parameterCount());
    json.text("quantization", facts.quantization());
    json.flag("supports_streaming", facts.supportsStreaming());
    json.flag("deprecated", facts.deprecated());
    json.text("shutdown_date", facts.shutdownDate());
    json.text("replaced_by", facts.replacedBy());
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

  private static JsonWriter.Members modalities(Modalities modalities) {
    return json -> {
      json.names("input", modalities.input());
      json.names("output", modalities.output());
    };
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
