package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.constant;
import static dev.rollcall.model.JsonFields.need;
import static dev.rollcall.model.JsonFields.number;
import static dev.rollcall.model.JsonFields.put;
import static dev.rollcall.model.JsonFields.putStrings;
import static dev.rollcall.model.JsonFields.string;
import static dev.rollcall.model.JsonFields.strings;

import io.vertx.core.json.JsonObject;

/** An entry of a list as JSON. */
final class EntryJson {

  private EntryJson() {}

  static JsonObject toJson(ModelInfo model) {
    ModelFacts facts = model.facts();
    JsonObject json =
        new JsonObject()
            .put("id", model.id())
            .put("object", "model")
            .put("created", model.created())
            .put("owned_by", model.ownedBy());
    put(json, "name", facts.name());
    json.put("provider", model.provider())
        .put("provider_type", model.providerType())
        .put("native_id", facts.nativeId());
    FactsJson.putDetails(json, facts);
    json.put("source", model.source().wireName());
    if (model.enriched() != null) {
      json.put("enriched", enrichment(model.enriched()));
    }
    return json;
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

  private static JsonObject enrichment(Enrichment enrichment) {
    JsonObject json = new JsonObject();
    put(json, "from", enrichment.from());
    json.put("rule", enrichment.rule());
    putStrings(json, "fields", enrichment.fields());
    return json;
  }

  private static Enrichment enrichment(JsonObject json) {
    return new Enrichment(string(json, "from"), need(json, "rule"), strings(json, "fields"));
  }
}
