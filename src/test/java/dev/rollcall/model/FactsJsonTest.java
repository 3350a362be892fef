package dev.rollcall.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsJsonTest {

  private static final ModelFacts EVERYTHING =
      ModelFacts.of("models/x \"é\u0000\n\u2028")
          .aliases(List.of("x", "x-latest"))
          .name("X 🙂")
          .ownedBy("acme")
          .created(0L)
          .contextWindow(Long.MAX_VALUE)
          .maxInputTokens(1L)
          .maxOutputTokens(2L)
          .capabilities(Set.of(Capability.CHAT, Capability.VISION))
          .can(Capability.REASONING, false)
          .modalities(Set.of(Modality.TEXT), Set.of(Modality.TEXT, Modality.AUDIO))
          .pricing(
              new Pricing(
                  new Rates(
                      new BigDecimal("0.0000001"),
                      new BigDecimal("5"),
                      new BigDecimal("0"),
                      new BigDecimal("1.25"),
                      new BigDecimal("10"),
                      new BigDecimal("100"),
                      new BigDecimal("7")),
                  List.of(new Pricing.Tier(200_000, Rates.of(new BigDecimal("2"), BigDecimal.TEN))),
                  List.of(new Pricing.Other(Pricing.Unit.IMAGE, new BigDecimal("0.04")))))
          .knowledgeCutoff("2025-02")
          .released("2025-10-15")
          .openWeights(false)
          .parameterCount("8.2B")
          .quantization("Q4_K_M")
          .supportsStreaming(true)
          .deprecated(false)
          .shutdownDate("2027-01-01")
          .replacedBy("y")
          .family("xs")
          .canonicalId("acme/x")
          .build();

  @Test
  void readsBackEveryFieldThereIs() throws ReflectiveOperationException {
    for (RecordComponent field : ModelFacts.class.getRecordComponents()) {
      Object value = field.getAccessor().invoke(EVERYTHING);
      assertThat(value).as(field.getName()).isNotNull();
      if (value instanceof Collection<?> values) {
        assertThat(values).as(field.getName()).isNotEmpty();
      }
    }

    assertThat(ModelJson.facts(reparsed(ModelJson.toJson(EVERYTHING)))).isEqualTo(EVERYTHING);
  }

  @Test
  void encodesWithoutATreeWhatATreeIsEncodedTo() {
    ModelInfo model =
        new ModelInfo(
            "a",
            "openai",
            Source.STALE,
            EVERYTHING.toBuilder().name("half a pair: \ud83d").build(),
            new Enrichment("acme/x", "exact", List.of()));

    assertThat(ModelJson.encode(EVERYTHING))
        .isEqualTo(ModelJson.toJson(EVERYTHING).toBuffer().getBytes());
    assertThat(ModelJson.encode(model)).isEqualTo(ModelJson.toJson(model).toBuffer().getBytes());
  }

  @Test
  void leavesOutWhatIsUnknown() {
    ModelFacts little = ModelFacts.of("x").build();

    assertThat(ModelJson.encode(little)).asString(UTF_8).isEqualTo("{\"native_id\":\"x\"}");
    assertThat(ModelJson.toJson(little).encode()).isEqualTo("{\"native_id\":\"x\"}");
    assertThat(ModelJson.facts(new JsonObject("{\"native_id\":\"x\"}"))).isEqualTo(little);
  }

  @Test
  void ignoresValuesOfAnotherKindAndNeedsTheId() {
    JsonObject odd =
        new JsonObject(
            """
            {"native_id":"x","name":7,"created":"then","aliases":{},"capabilities":["fly",1,"chat"],
             "modalities":[],"lacking":null,"open_weights":"yes",
             "pricing":{"input":[],"tiers":[{"above_input_tokens":"many"}],"other":[7]}}""");

    assertThat(ModelJson.facts(odd).capabilities()).containsExactly(Capability.CHAT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelJson.facts(new JsonObject("{\"native_id\":1}")));
  }

  private static JsonObject reparsed(JsonObject json) {
    return new JsonObject(json.encode());
  }
}
