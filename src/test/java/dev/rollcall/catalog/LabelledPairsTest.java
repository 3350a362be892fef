package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.catalog.OpenRouterMatcher.Found;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The matching rules over every pair of embedded rows that can be labelled: where both a native row
 * and the OpenRouter row it is matched to have a canonical id from their sources, it has to be the
 * same.
 */
class LabelledPairsTest {

  private static List<CatalogRow> rows;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream input = Catalog.class.getResourceAsStream("catalog.jsonl")) {
      rows = CatalogFile.read("embedded", Objects.requireNonNull(input).readAllBytes()).rows();
    }
  }

  @Test
  void noRuleFindsAnotherModel() {
    OpenRouterMatcher matcher = new OpenRouterMatcher(rows);
    Map<String, Integer> found = new TreeMap<>();
    Map<String, Integer> labelled = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (CatalogRow row : rows) {
      Found match = matcher.find(row.type(), row.facts().nativeId(), null);
      if (match != null) {
        found.merge(match.ruleName(), 1, Integer::sum);
        String label = row.facts().canonicalId();
        String other = match.row().facts().canonicalId();
        if (label != null && other != null) {
          labelled.merge(match.ruleName(), 1, Integer::sum);
          if (!label.equals(other)) {
            wrong.add(row.id() + " by " + match.ruleName() + " to " + match.row().id());
          }
        }
      }
    }

    StringBuilder table = new StringBuilder("catalog rows matched to OpenRouter's, labelled%n");
    found.forEach(
        (rule, count) ->
            table.append(
                "%-48s %4d %4d%%n".formatted(rule, count, labelled.getOrDefault(rule, 0))));
    System.out.printf(table.toString());

    assertThat(wrong).isEmpty();
    assertThat(found.values().stream().mapToInt(count -> count).sum()).isGreaterThanOrEqualTo(250);
    assertThat(labelled.values().stream().mapToInt(count -> count).sum())
        .isGreaterThanOrEqualTo(90);
  }

  /**
   * What the rules miss though the labels say it is the same model; a rule more is no guess less.
   */
  @Test
  void labelsThatNoRuleFindsAreFew() {
    OpenRouterMatcher matcher = new OpenRouterMatcher(rows);
    Map<String, String> references = CrossReferences.of(rows);

    List<String> byLabelOnly =
        rows.stream()
            .filter(row -> references.containsKey(row.id()))
            .filter(row -> matcher.find(row.type(), row.facts().nativeId(), null) == null)
            .map(row -> row.id() + " = " + references.get(row.id()))
            .toList();
    System.out.println("by canonical id only: " + byLabelOnly);

    assertThat(references.size()).isGreaterThanOrEqualTo(255);
    assertThat(byLabelOnly).hasSizeLessThan(20);
  }
}
