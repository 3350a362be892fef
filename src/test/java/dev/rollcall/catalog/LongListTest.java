package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongListTest {

  private static final int MANY = 20_000;

  /** A scan per entry would make 400 million steps and more. */
  @Test
  @Timeout(60)
  void isEnrichedInAFewLookUpsPerEntry() {
    Catalog catalog = RowSamples.of("openai", ids("known-").toArray(String[]::new)).catalog();
    List<ModelFacts> listed =
        Stream.concat(ids("known-"), ids("unknown-"))
            .map(id -> RowSamples.listed(id, "an-alias-of-all"))
            .toList();

    assertThat(catalog.enrich("openai", listed))
        .hasSize(2 * MANY)
        .filteredOn(entry -> entry.enrichment() != null)
        .hasSize(MANY);
  }

  /** As many rows of OpenRouter's, and ids with all that rules try to leave out. */
  @ParameterizedTest
  @ValueSource(strings = {"openai", "togetherai", "ollama", "openai-compatible"})
  @Timeout(60)
  void isMatchedToOpenRoutersRowsInAFewLookUpsPerEntry(String type) {
    Catalog catalog =
        RowSamples.of(type)
            .atOpenRouter(ids("org/known-7b-").toArray(String[]::new))
            .onceAtOpenRouter(ids("org/once-7b-").toArray(String[]::new))
            .catalog();
    List<ModelFacts> listed =
        Stream.of(
                ids("org/known-7b-"),
                ids("org/unknown-7b-").map(id -> id + "-free".repeat(5) + "-2026-01-02"),
                ids("org/unknown:7b-").map(id -> id + "-q4_k_m".repeat(5)))
            .flatMap(ids -> ids)
            .map(id -> ModelFacts.of(id).build())
            .toList();

    assertThat(catalog.enrich(type, listed)).hasSize(3 * MANY);
  }

  private static Stream<String> ids(String prefix) {
    return IntStream.range(0, MANY).mapToObj(i -> prefix + i);
  }
}
