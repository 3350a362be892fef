package dev.rollcall.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a price holds for every format that has prices. */
class PriceRulesTest {

  /**
   * A format.
   *
   * @param row a row with the words ID, IN and OUT for the id and the prices
   * @param shift decimal places from USD per 1M tokens to the unit of its prices, to the left
   */
  record Format(String name, RowFormat format, int shift, String row) {

    Rates rates(String id, String input, String output) {
      String json =
          row.replace("ID", id).replace("IN", inUnit(input)).replace("OUT", inUnit(output));
      ModelFacts facts =
          Objects.requireNonNull(
              format.read(JsonRow.of(new JsonObject(json.replace('\'', '"')))), json);
      Pricing pricing = facts.pricing();
      return pricing == null ? Rates.UNKNOWN : pricing.rates();
    }

    private String inUnit(String price) {
      return new BigDecimal(price).movePointLeft(shift).toPlainString();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String PER_TOKEN = "'pricing':{'prompt':'IN','completion':'OUT'}";

  static List<Format> formats() {
    return List.of(
        new Format("cerebras", new CerebrasRows(), 6, "{'id':'ID','created':0," + PER_TOKEN + "}"),
        new Format(
            "deepinfra",
            new DeepInfraRows(),
            0,
            "{'id':'ID','metadata':{'pricing':{'input_tokens':IN,'output_tokens':OUT}}}"),
        new Format("groq", new GroqRows(), 6, "{'id':'ID'," + PER_TOKEN + "}"),
        new Format(
            "hugging face",
            new OpenAiCompatibleRows(),
            0,
            "{'id':'ID','providers':[{'status':'live','pricing':{'input':IN,'output':OUT}}]}"),
        new Format(
            "models.dev",
            new ModelsDevRows(),
            0,
            "{'id':'ID','limit':{},'cost':{'input':IN,'output':OUT}}"),
        new Format(
            "openai-compatible", new OpenAiCompatibleRows(), 6, "{'id':'ID'," + PER_TOKEN + "}"),
        new Format(
            "openai-compatible, named unit",
            new OpenAiCompatibleRows(),
            0,
            "{'id':'ID','pricing':{'unit':'usd_per_1m_tokens','input':IN,'output':OUT}}"),
        new Format(
            "openrouter",
            new OpenRouterRows(),
            6,
            "{'id':'ID','architecture':{'output_modalities':['image']}," + PER_TOKEN + "}"),
        new Format(
            "together",
            new TogetherRows(),
            0,
            "{'id':'ID','type':'chat','pricing':{'input':IN,'output':OUT}}"),
        new Format(
            "xai",
            new XaiRows(),
            -4,
            "{'id':'ID','prompt_text_token_price':IN,'completion_text_token_price':OUT}"),
        new Format(
            "zenmux",
            new OpenAiCompatibleRows(),
            0,
            "{'id':'ID','pricings':{'prompt':[{'value':IN,'unit':'perMTokens','currency':'USD'}],"
                + "'completion':[{'value':OUT,'unit':'perMTokens','currency':'USD'}]}}"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsPricesInUsdPerMillionTokens(Format format) {
    assertThat(format.rates("x", "0.25", "1000")).isEqualTo(rates("0.25", "1000"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void zeroIsNoPriceWhereNobodySaysThatItIsFree(Format format) {
    assertThat(format.rates("x", "0", "0")).isEqualTo(Rates.UNKNOWN);
    assertThat(format.rates("free", "0", "0")).isEqualTo(Rates.UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void zeroIsFreeWhereTheIdSaysSo(Format format) {
    assertThat(format.rates("x:free", "0", "0")).isEqualTo(rates("0", "0"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void zeroIsAPriceBesideOneAboveZero(Format format) {
    assertThat(format.rates("x", "0.02", "0")).isEqualTo(rates("0.02", "0"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void nothingCostsMoreThanAThousandUsdPerMillionTokens(Format format) {
    assertThat(format.rates("x", "1000.01", "3266400")).isEqualTo(Rates.UNKNOWN);
    assertThat(format.rates("x", "5", "1000.01").output()).isNull();
  }

  private static Rates rates(String input, String output) {
    return Rates.of(new BigDecimal(input), new BigDecimal(output));
  }
}
