package dev.rollcall.model;

import static dev.rollcall.model.JsonFields.put;
import static dev.rollcall.model.JsonFields.putNames;
import static dev.rollcall.model.JsonFields.putStrings;

import dev.rollcall.json.Decimals;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A query as JSON, by the names of the query parameters. */
final class QueryJson {

  private QueryJson() {}

  static JsonObject toJson(ModelQuery query) {
    JsonObject json = new JsonObject();
    putStrings(json, "provider", query.providers());
    putStrings(json, "type", query.types());
    putNames(json, "capability", query.capabilities());
    putNames(json, "input_modality", query.inputModalities());
    putNames(json, "output_modality", query.outputModalities());
    putNames(json, "source", query.sources());
    put(json, "canonical", query.canonical());
    put(json, "q", query.q());
    put(json, "min_context", query.minContext());
    put(json, "max_input_price", decimal(query.maxInputPrice()));
    put(json, "max_output_price", decimal(query.maxOutputPrice()));
    put(json, "free", query.free());
    put(json, "deprecated", query.deprecated());
    put(json, "sort", query.order() == null ? null : query.order().text());
    put(json, "limit", query.limit());
    put(json, "after", query.after());
    return json;
  }

  private static @Nullable String decimal(@Nullable BigDecimal price) {
    return price == null ? null : Decimals.format(price);
  }
}
