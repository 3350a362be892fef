package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterDialectTest {

  private final OpenRouterDialect openRouter = new OpenRouterDialect();

  @Test
  void saysWhatIsKnown() {
    assertThat(openRouter.entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"box/lab/all:1","canonical_slug":"lab/all","name":"All One",
                 "created":1760486400,"context_length":200000,
                 "architecture":{"modality":"text+image+file->text",
                   "input_modalities":["text","image","file"],"output_modalities":["text"]},
                 "pricing":{"prompt":"0.000003","completion":"0.0000155",
                   "input_cache_read":"0.0000003","input_cache_write":"0.00000375",
                   "request":"0.01"},
                 "top_provider":{"context_length":200000,"max_completion_tokens":64000,
                   "is_moderated":false},
                 "per_request_limits":null,
                 "supported_parameters":["tools","tool_choice","response_format",
                   "structured_outputs"],
                 "default_parameters":null,"supported_voices":null,
                 "links":{"details":"/openrouter/api/v1/model/box/lab/all:1"},
                 "knowledge_cutoff":"2025-02-28","expiration_date":"2026-12-31"}"""));
  }

  @Test
  void hasWhatItsClientNeedsWhenNothingIsKnown() {
    assertThat(openRouter.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"bare","canonical_slug":"bare","name":"bare","created":0,
                 "context_length":null,
                 "architecture":{"modality":null,"input_modalities":[],"output_modalities":[]},
                 "pricing":{"prompt":"-1","completion":"-1"},
                 "top_provider":{"context_length":null,"max_completion_tokens":null,
                   "is_moderated":false},
                 "per_request_limits":null,"supported_parameters":[],
                 "default_parameters":null,"supported_voices":null,
                 "links":{"details":"/openrouter/api/v1/model/bare"}}"""));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.000001", "1000000, 1", "0.0375, 0.0000000375"})
  void writesPricesOfOneTokenWithoutExponent(BigDecimal perMillion, String perToken) {
    ModelFacts facts =
        ModelFacts.of("m").pricing(Pricing.of(Rates.of(perMillion, perMillion))).build();

    JsonObject pricing =
        openRouter.entry(Described.model(facts), Ids.QUALIFIED).getJsonObject("pricing");

    assertThat(pricing.getString("prompt")).isEqualTo(perToken);
    assertThat(pricing.getString("completion")).isEqualTo(perToken);
  }

  @Test
  void linksTheNextPageOnlyWhereThereIsOne() {
    assertThat(openRouter.frame(Described.middle(Described.BARE)).after())
        .isEqualTo(
            "],\"links\":{\"next\":\"/openrouter/api/v1/models?limit=1&offset=2\"},"
                + "\"total_count\":5}");
    assertThat(openRouter.frame(Described.page()).after())
        .isEqualTo("],\"links\":{\"next\":null},\"total_count\":0}");
  }

  @ParameterizedTest
  @CsvSource({
    "output_modalities, 'text,image', output_modality, 'text,image'",
    "output_modalities, all, output_modality, ''",
    "input_modalities, 'file,audio', input_modality, 'pdf,audio'",
    "input_modality, pdf, input_modality, pdf",
    "context, 1000, min_context, 1000",
    "sort, top-weekly, sort, ''",
    "q, claude, q, claude"
  })
  void understandsItsOwnFilters(String sent, String value, String name, String meaning) {
    Parameters parameters =
        new Parameters(asked -> Map.of(sent, List.of(value)).getOrDefault(asked, List.of()));

    assertThat(String.join(",", openRouter.filter(name, parameters))).isEqualTo(meaning);
  }

  @Test
  void numbersErrors() {
    assertThat(openRouter.error(new RequestFailure(404, "code", "Why.", null)))
        .isEqualTo(new JsonObject("{\"error\":{\"code\":404,\"message\":\"Why.\"}}"));
  }
}
