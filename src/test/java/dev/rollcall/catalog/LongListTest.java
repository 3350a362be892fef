package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LongListTest {

  private static final int MANY = 20_000;

  /** A scan per entry would make 400 million steps and more. */
  @Test
  @Timeout(10)
  void isEnrichedInAFewLookUpsPerEntry() {
    Catalog catalog = Rows.of("openai", ids("known-").toArray(String[]::new)).catalog();
    List<ModelFacts> listed =
        Stream.concat(ids("known-"), ids("unknown-"))
            .map(id -> Rows.listed(id, "an-alias-of-all"))
            .toList();

    assertThat(catalog.enrich("openai", listed))
        .hasSize(2 * MANY)
        .filteredOn(entry -> entry.enrichment() != null)
        .hasSize(MANY);
  }

  private static Stream<String> ids(String prefix) {
    return IntStream.range(0, MANY).mapToObj(i -> prefix + i);
  }
}
