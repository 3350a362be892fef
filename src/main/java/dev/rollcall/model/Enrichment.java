package dev.rollcall.model;

import java.util.List;

/**
 * What the catalog added to an entry.
 *
 * @param from the catalog row, as {@code type/native id}
 * @param rule the matching rule that found the row
 * @param fields the JSON names of the fields the row filled, never empty
 */
public record Enrichment(String from, String rule, List<String> fields) {
  public Enrichment {
    fields = List.copyOf(fields);
  }
}
