package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prices as a person reads them; those for prompts above a size have it in brackets. */
final class PriceText {

  private static final String ABOVE = "above_input_tokens";

  private PriceText() {}

  /** Every price of a row. */
  static String of(CatalogRow row) {
    return flat(row).entrySet().stream()
        .map(price -> price.getKey() + " " + price.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The prices that differ, each before and after. */
  static String change(CatalogRow before, CatalogRow after) {
    Map<String, String> old = flat(before);
    Map<String, String> now = flat(after);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> old.getOrDefault(name, "").equals(now.get(name)));
    return names.stream()
        .map(
            name ->
                name
                    + " "
                    + old.getOrDefault(name, "unknown")
                    + " -> "
                    + now.getOrDefault(name, "unknown"))
        .collect(Collectors.joining(", "));
  }

  /** Prices by what they are for. */
  private static Map<String, String> flat(CatalogRow row) {
    Map<String, String> flat = new LinkedHashMap<>();
    JsonObject pricing = row.toJson().getJsonObject("pricing", new JsonObject());
    put(flat, pricing, "");
    for (Object tier : pricing.getJsonArray("tiers", new JsonArray())) {
      JsonObject step = ((JsonObject) tier).copy();
      put(flat, step, "(>" + step.remove(ABOVE) + ")");
    }
    for (Object other : pricing.getJsonArray("other", new JsonArray())) {
      JsonObject price = (JsonObject) other;
      flat.put("per " + price.getString("unit"), price.getString("price"));
    }
    return flat;
  }

  private static void put(Map<String, String> flat, JsonObject prices, String suffix) {
    prices.forEach(
        price -> {
          if (price.getValue() instanceof String value) {
            flat.put(price.getKey() + suffix, value);
          }
        });
  }
}
