package dev.rollcall.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelQueryTest {

  private static final ModelInfo UNKNOWN = model(ModelFacts.of("unknown"));
  private static final ModelInfo KNOWN =
      model(
          ModelFacts.of("vendor/Known-1")
              .name("The Known One")
              .aliases(List.of("nickname"))
              .canonicalId("lab/known")
              .contextWindow(8192L)
              .capabilities(Set.of(Capability.CHAT, Capability.VISION))
              .modalities(Set.of(Modality.TEXT, Modality.IMAGE), Set.of(Modality.TEXT))
              .pricing(prices("0.25", "1"))
              .released("2025-10")
              .deprecated(false));

  @Test
  void asksForEverythingByDefault() {
    assertThat(matching(ModelQuery.builder())).containsExactly(KNOWN, UNKNOWN);
  }

  @Test
  void isWholeUnlessAnythingButInstancesIsChosen() {
    List<UnaryOperator<ModelQuery.Builder>> choices =
        List.of(
            query -> query.capabilities(Capability.CHAT),
            query -> query.inputModalities(Set.of(Modality.TEXT)),
            query -> query.outputModalities(Set.of(Modality.TEXT)),
            query -> query.sources(Set.of(Source.LIVE)),
            query -> query.canonical("lab/known"),
            query -> query.q("known"),
            query -> query.minContext(1L),
            query -> query.maxInputPrice(BigDecimal.ONE),
            query -> query.maxOutputPrice(BigDecimal.ONE),
            query -> query.free(false),
            query -> query.deprecated(false),
            query -> query.order(ModelOrder.parse("id")),
            query -> query.limit(1),
            query -> query.after("an id"));

    assertThat(ModelQuery.builder().providers("one").types(Set.of("openai")).build().isWhole())
        .isTrue();
    assertThat(choices).hasSize(ModelQuery.class.getRecordComponents().length - 2);
    assertThat(choices).noneMatch(choice -> choice.apply(ModelQuery.builder()).build().isWhole());
  }

  @Test
  void matchesOneOfSeveralProviders() {
    assertThat(matching(ModelQuery.builder().providers("other", "mine"))).hasSize(2);
    assertThat(matching(ModelQuery.builder().providers("other"))).isEmpty();
  }

  @Test
  void matchesTypeAndSource() {
    assertThat(matching(ModelQuery.builder().types(Set.of("openai")))).hasSize(2);
    assertThat(matching(ModelQuery.builder().types(Set.of("groq")))).isEmpty();
    assertThat(matching(ModelQuery.builder().sources(Set.of(Source.LIVE, Source.STALE))))
        .hasSize(2);
    assertThat(matching(ModelQuery.builder().sources(Set.of(Source.CATALOG)))).isEmpty();
  }

  @Test
  void matchesOneOfSeveralCapabilities() {
    assertThat(matching(ModelQuery.builder().capabilities(Capability.RERANK, Capability.VISION)))
        .containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().capabilities(Capability.RERANK))).isEmpty();
  }

  @Test
  void matchesModalitiesByDirection() {
    assertThat(matching(ModelQuery.builder().inputModalities(Set.of(Modality.IMAGE))))
        .containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().outputModalities(Set.of(Modality.IMAGE)))).isEmpty();
  }

  @Test
  void combinesParameters() {
    assertThat(
            matching(
                ModelQuery.builder().capabilities(Capability.CHAT).minContext(8192L).q("KNOWN o")))
        .containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().capabilities(Capability.CHAT).minContext(8193L)))
        .isEmpty();
  }

  @Test
  void findsTextInIdNameAndAliasesWhateverItsCase() {
    assertThat(matching(ModelQuery.builder().q("MINE/vendor"))).containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().q("known one"))).containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().q("NickName"))).containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().q("lab/known"))).isEmpty();
  }

  @Test
  void matchesTheCanonicalIdExactly() {
    assertThat(matching(ModelQuery.builder().canonical("lab/known"))).containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().canonical("lab/know"))).isEmpty();
  }

  @Test
  void comparesPricesExactly() {
    assertThat(matching(ModelQuery.builder().maxInputPrice(new BigDecimal("0.250"))))
        .containsExactly(KNOWN);
    assertThat(matching(ModelQuery.builder().maxInputPrice(new BigDecimal("0.2499999999999999"))))
        .isEmpty();
    assertThat(matching(ModelQuery.builder().maxOutputPrice(BigDecimal.ONE)))
        .containsExactly(KNOWN);
  }

  @Test
  void knowsWhatIsFree() {
    ModelInfo free = model(ModelFacts.of("m:free").pricing(prices("0", "0")));
    ModelInfo half = model(ModelFacts.of("half").pricing(prices("0", "1")));

    assertThat(matching(ModelQuery.builder().free(true), free, half, KNOWN, UNKNOWN))
        .containsExactly(free);
    assertThat(matching(ModelQuery.builder().free(false), free, half, KNOWN, UNKNOWN))
        .containsExactly(half, KNOWN);
  }

  @Test
  void keepsWhatIsNotKnownToBeDeprecated() {
    ModelInfo old = model(ModelFacts.of("old").deprecated(true));

    assertThat(matching(ModelQuery.builder().deprecated(false), old, KNOWN, UNKNOWN))
        .containsExactly(KNOWN, UNKNOWN);
    assertThat(matching(ModelQuery.builder().deprecated(true), old, KNOWN, UNKNOWN))
        .containsExactly(old);
  }

  @Test
  void ordersUnknownValuesLastBothWays() {
    ModelInfo cheap = model(ModelFacts.of("cheap").name("b").pricing(prices("0.1", "9")));
    ModelInfo dear = model(ModelFacts.of("dear").name("A").pricing(prices("10", "8")));

    assertThat(ordered("input_price", UNKNOWN, dear, cheap)).containsExactly(cheap, dear, UNKNOWN);
    assertThat(ordered("-input_price", UNKNOWN, cheap, dear)).containsExactly(dear, cheap, UNKNOWN);
    assertThat(ordered("output_price", UNKNOWN, cheap, dear)).containsExactly(dear, cheap, UNKNOWN);
    assertThat(ordered("name", UNKNOWN, cheap, dear)).containsExactly(dear, cheap, UNKNOWN);
    assertThat(ordered("-id", cheap, UNKNOWN, dear)).containsExactly(UNKNOWN, dear, cheap);
    assertThat(ordered("context", UNKNOWN, KNOWN)).containsExactly(KNOWN, UNKNOWN);
  }

  @Test
  void ordersAMonthBeforeItsDays() {
    ModelInfo day = model(ModelFacts.of("day").released("2025-10-15"));
    ModelInfo next = model(ModelFacts.of("next").released("2025-11"));

    assertThat(ordered("released", next, UNKNOWN, day, KNOWN))
        .containsExactly(KNOWN, day, next, UNKNOWN);
  }

  @Test
  void keepsTheConfiguredOrderAmongEquals() {
    ModelInfo other = model(ModelFacts.of("a").contextWindow(8192L));

    assertThat(ordered("-context", UNKNOWN, KNOWN, other)).containsExactly(KNOWN, other, UNKNOWN);
    assertThat(ordered("-context", other, UNKNOWN, KNOWN)).containsExactly(other, KNOWN, UNKNOWN);
  }

  @Test
  void knowsNoOtherOrder() {
    assertThat(ModelOrder.parse("size")).isNull();
    assertThat(ModelOrder.parse("--id")).isNull();
    assertThat(ModelOrder.parse("-released"))
        .isEqualTo(new ModelOrder(ModelOrder.Key.RELEASED, true));
  }

  @Test
  void wantsALimitOfAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> ModelQuery.builder().limit(0).build());
  }

  private static List<ModelInfo> matching(ModelQuery.Builder query, ModelInfo... models) {
    ModelInfo[] all = models.length == 0 ? new ModelInfo[] {KNOWN, UNKNOWN} : models;
    return Stream.of(all).filter(query.build().filter()).toList();
  }

  private static List<ModelInfo> ordered(String by, ModelInfo... models) {
    return Stream.of(models).sorted(ModelOrder.parse(by).comparator()).toList();
  }

  private static ModelInfo model(ModelFacts.Builder facts) {
    return new ModelInfo("mine", "openai", Source.LIVE, facts.build(), null);
  }

  private static Pricing prices(String input, String output) {
    return Pricing.of(Rates.of(new BigDecimal(input), new BigDecimal(output)));
  }
}
