package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogFile;
import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.catalog.CatalogSource;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.WireName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row as a person reads it: its values under where they are from. */
final class RowText {

  private static final Set<String> NO_VALUES =
      Set.of("type", "native_id", "source", "filled", "last_seen");

  private static final Set<String> FOUND = Set.of("openrouter_id", "found_canonical_id");

  private RowText() {}

  static String of(CatalogRow row, CatalogFile catalog) {
    Map<String, StringBuilder> origins = new LinkedHashMap<>();
    row.toJson()
        .forEach(
            field -> {
              if (!NO_VALUES.contains(field.getKey())) {
                origins
                    .computeIfAbsent(
                        origin(row, field.getKey(), catalog), key -> new StringBuilder())
                    .append("  %-18s %s%n".formatted(field.getKey(), value(row, field)));
              }
            });
    return row.id()
        + (row.isRetired() ? "  retired, last seen " + row.lastSeen() : "")
        + System.lineSeparator()
        + origins.entrySet().stream()
            .map(origin -> origin.getKey() + System.lineSeparator() + origin.getValue())
            .collect(Collectors.joining());
  }

  private static String origin(CatalogRow row, String field, CatalogFile catalog) {
    if (FOUND.contains(field)) {
      return "found by the matching rules";
    }
    String name = WireName.find(ModelField.class, field).map(row::sourceOf).orElseGet(row::source);
    CatalogSource source = catalog.source(name);
    return source == null ? "from a source that is not recorded" : "from " + dated(row, source);
  }

  /** A retired row is as old as its last day, whatever its source has become since. */
  private static String dated(CatalogRow row, CatalogSource source) {
    String day = row.lastSeen() == null ? source.date() : row.lastSeen();
    return CatalogText.source(
        new CatalogSource(source.name(), source.url(), day, source.licence(), source.sha256()));
  }

  private static String value(CatalogRow row, Map.Entry<String, @Nullable Object> field) {
    if (field.getKey().equals("pricing")) {
      return PriceText.of(row) + " (USD per 1M tokens)";
    }
    if (field.getValue() instanceof JsonArray values) {
      return join(values);
    }
    return field.getValue() instanceof JsonObject modalities
        ? join(modalities.getJsonArray("input", new JsonArray()))
            + " -> "
            + join(modalities.getJsonArray("output", new JsonArray()))
        : String.valueOf(field.getValue());
  }

  private static String join(JsonArray values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
