package dev.rollcall.gateway;

import dev.rollcall.catalog.Origin;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import io.vertx.core.json.JsonObject;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where each field of an entry is from: the provider's list, a catalog row and the source it was
 * taken from, or a rule about ids.
 *
 * @param origins gives where a row's field is from; null for a row that the catalog no longer has
 */
record Provenance(BiFunction<String, ModelField, @Nullable Origin> origins) {

  /** By JSON name: {@code from}, and where a row is behind it, its rule, source and date. */
  JsonObject of(ModelInfo model) {
    JsonObject provenance = new JsonObject();
    for (ModelField field : ModelField.values()) {
      if (!field.isAbsent(model.facts())) {
        provenance.put(field.wireName(), of(field, model));
      }
    }
    return provenance;
  }

  private JsonObject of(ModelField field, ModelInfo model) {
    if (model.source() == Source.CATALOG || model.source() == Source.BUILTIN) {
      return row(model.providerType() + "/" + model.facts().nativeId(), field, new JsonObject());
    }
    Enrichment enriched = model.enriched();
    if (enriched == null || !enriched.fields().contains(field.wireName())) {
      return new JsonObject().put("from", model.source().wireName());
    }
    JsonObject rule = new JsonObject().put("rule", enriched.rule());
    return enriched.from() == null ? rule : row(enriched.from(), field, rule);
  }

  private JsonObject row(String id, ModelField field, JsonObject json) {
    json.put("from", id);
    Origin origin = origins.apply(id, field);
    if (origin != null && origin.source() != null) {
      json.put("source", origin.source());
    }
    if (origin != null && origin.date() != null) {
      json.put("date", origin.date());
    }
    return json;
  }
}
