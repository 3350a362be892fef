package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.constant;
import static dev.rollcall.model.JsonFields.need;
import static dev.rollcall.model.JsonFields.number;
import static dev.rollcall.model.JsonFields.string;
import static dev.rollcall.model.JsonFields.strings;

import io.vertx.core.json.JsonObject;

/** An entry of a list as JSON. */
final class EntryJson {

  private EntryJson() {}

  static JsonWriter.Members members(ModelInfo model) {
    return json -> {
      ModelFacts facts = model.facts();
      json.text("id", model.id());
      json.text("object", "model");
      json.number("created", model.created());
      json.text("owned_by", model.ownedBy());
      json.text("name", facts.name());
      json.text("provider", model.provider());
      json.text("provider_type", model.providerType());
      json.text("native_id", facts.nativeId());
      FactsJson.writeDetails(facts, json);
      json.text("source", model.source().wireName());
      if (model.enriched() != null) {
        json.object("enriched", enrichment(model.enriched()));
      }
    };
  }

  static ModelInfo fromJson(JsonObject json) {
    return new ModelInfo(
        need(json, "provider"),
        need(json, "provider_type"),
        constant(json, "source", Source.class, Source.NONE),
        facts(json),
        json.getValue("enriched") instanceof JsonObject enriched ? enrichment(enriched) : null);
  }

  /** An entry's {@code created} is always there; 0 stands for unknown. */
  private static ModelFacts facts(JsonObject json) {
    Long created = number(json, "created");
    return FactsJson.read(json).created(created == null || created == 0 ? null : created).build();
  }

  private static JsonWriter.Members enrichment(Enrichment enrichment) {
    return json -> {
      json.text("from", enrichment.from());
      json.text("rule", enrichment.rule());
      json.texts("fields", enrichment.fields());
    };
  }

  private static Enrichment enrichment(JsonObject json) {
    return new Enrichment(string(json, "from"), need(json, "rule"), strings(json, "fields"));
  }
}
