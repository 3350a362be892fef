package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * The least share of a type's chat models, in percent, that have a value after enrichment.
 *
 * @param type the provider type
 * @param context of those with a context window
 * @param price of those with prices
 * @param abilities of those with capabilities
 * @param complete2026 of those in recordings of 2026, with a context window and prices
 */
record ChatFloors(String type, int context, int price, int abilities, int complete2026) {

  static final List<ChatFloors> ALL = List.of(new ChatFloors("anthropic", 0, 0, 0, 0));

  void check(ChatCoverage.Counts counts) {
    List<Integer> served = counts.served();
    assertThat(served.get(0)).as(type + ": context window").isGreaterThanOrEqualTo(context);
    assertThat(served.get(1)).as(type + ": prices").isGreaterThanOrEqualTo(price);
    assertThat(served.get(2)).as(type + ": capabilities").isGreaterThanOrEqualTo(abilities);
    assertThat(counts.complete2026())
        .as(type + ": both, 2026")
        .isGreaterThanOrEqualTo(complete2026);
  }
}
