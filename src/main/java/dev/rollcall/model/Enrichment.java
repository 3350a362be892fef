package dev.rollcall.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog added to an entry.
 *
 * @param from the catalog row, as {@code type/native id}; null when no row but the model's own id
 *     says it, which is the rule {@code id-name}
 * @param rule the matching rule that found the row
 * @param fields the JSON names of the fields that were filled, never empty
 */
public record Enrichment(@Nullable String from, String rule, List<String> fields) {
  public Enrichment {
    fields = List.copyOf(fields);
  }
}
