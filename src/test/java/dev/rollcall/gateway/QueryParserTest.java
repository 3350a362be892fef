package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelOrder;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

  private static final ModelQuery EVERYTHING =
      ModelQuery.builder()
          .providers("a", "b")
          .types(Set.of("openai"))
          .capabilities(Capability.CHAT, Capability.FUNCTION_CALLING)
          .inputModalities(Set.of(Modality.PDF))
          .outputModalities(Set.of(Modality.TEXT))
          .sources(Set.of(Source.LIVE))
          .canonical("lab/m")
          .q("x, y")
          .minContext(1000L)
          .maxInputPrice(new BigDecimal("0.15"))
          .maxOutputPrice(new BigDecimal("3"))
          .free(false)
          .deprecated(true)
          .order(new ModelOrder(ModelOrder.Key.CONTEXT, true))
          .limit(5)
          .after("a/m")
          .build();

  @Test
  void readsEveryParameter() {
    Map<String, List<String>> parameters =
        Map.ofEntries(
            Map.entry("provider", List.of("a", "b")),
            Map.entry("type", List.of("openai")),
            Map.entry("capability", List.of("chat, function_calling")),
            Map.entry("input_modality", List.of("pdf")),
            Map.entry("output_modality", List.of("text")),
            Map.entry("source", List.of("live")),
            Map.entry("canonical", List.of("lab/m")),
            Map.entry("q", List.of("x, y")),
            Map.entry("min_context", List.of("1000")),
            Map.entry("max_input_price", List.of("0.150")),
            Map.entry("max_output_price", List.of("3")),
            Map.entry("free", List.of("false")),
            Map.entry("deprecated", List.of("true")),
            Map.entry("sort", List.of("-context")),
            Map.entry("limit", List.of("5")),
            Map.entry("after", List.of("a/m")));

    assertThat(parse(parameters)).isEqualTo(EVERYTHING);
  }

  @Test
  void readsJsonAlike() {
    JsonObject json =
        new JsonObject()
            .put("provider", new JsonArray().add("a").add("b"))
            .put("type", "openai")
            .put("capability", "chat,function_calling")
            .put("input_modality", new JsonArray().add("pdf"))
            .put("output_modality", "text")
            .put("source", "live")
            .put("canonical", "lab/m")
            .put("q", "x, y")
            .put("min_context", 1000)
            .put("max_input_price", 0.15)
            .put("max_output_price", "3")
            .put("free", false)
            .put("deprecated", "true")
            .put("sort", "-context")
            .put("limit", 5)
            .put("after", "a/m")
            .putNull("surprise");

    assertThat(QueryParser.parse(json)).isEqualTo(EVERYTHING);
  }

  @Test
  void readsBackAQueryAsJson() {
    assertThat(QueryParser.parse(ModelJson.toJson(EVERYTHING))).isEqualTo(EVERYTHING);
    assertThat(QueryParser.parse(ModelJson.toJson(ModelQuery.ALL))).isEqualTo(ModelQuery.ALL);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    assertThat(parse(Map.of("api-version", List.of("1"), "limits", List.of("x"))))
        .isEqualTo(ModelQuery.ALL);
    assertThat(
            QueryParser.parse(
                new JsonObject().put("nested", new JsonObject()).put("list", new JsonArray())))
        .isEqualTo(ModelQuery.ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "capability, flying",
    "capability, ''",
    "capability, 'chat,'",
    "capability, CHAT",
    "input_modality, smell",
    "output_modality, smell",
    "source, heaven",
    "provider, ''",
    "min_context, many",
    "min_context, -1",
    "min_context, 1.5",
    "min_context, 99999999999999999999",
    "max_input_price, cheap",
    "max_input_price, -1",
    "max_output_price, NaN",
    "max_output_price, 1e999999999",
    "free, yes",
    "deprecated, 1",
    "sort, size",
    "sort, 'id,name'",
    "limit, 0",
    "limit, 2147483648",
    "limit, ''"
  })
  void namesTheParameterWithABadValue(String name, String value) {
    assertBad(name, () -> parse(Map.of(name, List.of(value))));
    assertBad(name, () -> QueryParser.parse(new JsonObject().put(name, value)));
  }

  @Test
  void takesSingleValuesOnce() {
    assertBad("limit", () -> parse(Map.of("limit", List.of("1", "2"))));
    assertBad(
        "q", () -> QueryParser.parse(new JsonObject().put("q", new JsonArray().add("a").add("b"))));
  }

  @Test
  void refusesOtherKindsOfJson() {
    assertBad("q", () -> QueryParser.parse(new JsonObject().put("q", new JsonObject())));
    assertBad(
        "provider",
        () -> QueryParser.parse(new JsonObject().put("provider", new JsonArray().addNull())));
    assertBad(
        "provider",
        () ->
            QueryParser.parse(
                new JsonObject().put("provider", new JsonArray().add(new JsonArray()))));
  }

  @Test
  void boundsWhatComesIn() {
    assertBad("q", () -> parse(Map.of("q", List.of("x".repeat(2049)))));
    assertBad("provider", () -> parse(Map.of("provider", List.of("x,".repeat(100) + "x"))));
  }

  private static ModelQuery parse(Map<String, List<String>> parameters) {
    return QueryParser.parse(name -> parameters.getOrDefault(name, List.of()));
  }

  private static void assertBad(String name, Runnable parsing) {
    assertThatThrownBy(parsing::run)
        .isInstanceOfSatisfying(
            RequestFailure.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(400);
              assertThat(failure.param()).isEqualTo(name);
              assertThat(failure.getMessage()).startsWith(name + " ").hasSizeLessThan(400);
            });
  }
}
