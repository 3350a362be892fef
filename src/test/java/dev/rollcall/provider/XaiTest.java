package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import dev.rollcall.provider.Listing.Call;
import dev.rollcall.provider.Listing.Detail;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.provider.Listing.Page;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XaiTest {

  private static final Detail MODALITIES =
      new Detail("language-models", false, Call.get("https://api.example/v1/language-models"));

  private final Xai xai = new Xai();

  @Test
  void readsPricesInTheirUnit() {
    Pricing pricing =
        Reading.model(
                xai,
                "{'id':'grok','prompt_text_token_price':12500,"
                    + "'completion_text_token_price':25000,"
                    + "'cached_prompt_text_token_price':2000,"
                    + "'prompt_text_token_price_long_context':25000,"
                    + "'completion_text_token_price_long_context':50000,"
                    + "'cached_prompt_text_token_price_long_context':4000,"
                    + "'long_context_threshold':200000}")
            .pricing();
    assertThat(pricing)
        .isEqualTo(
            new Pricing(
                rates("1.25", "2.5", "0.2"),
                List.of(new Pricing.Tier(200000, rates("2.5", "5", "0.4"))),
                List.of()));
  }

  @Test
  void readsThePriceOfAnImage() {
    Pricing pricing = Reading.model(xai, "{'id':'image','image_price':200000000}").pricing();
    assertThat(pricing).isNotNull();
    assertThat(pricing.other())
        .containsExactly(new Pricing.Other(Pricing.Unit.IMAGE, new BigDecimal("0.02")));
  }

  @Test
  void takesZerosAloneAsUnknown() {
    assertThat(
            Reading.model(
                    xai,
                    "{'id':'x','prompt_text_token_price':0,'completion_text_token_price':0,"
                        + "'image_price':0}")
                .pricing())
        .isNull();
  }

  @Test
  void readsAliasesAndContext() {
    ModelFacts model =
        Reading.model(
            xai, "{'id':'grok-4','aliases':['grok-4-latest','grok-4'],'context_length':1000000}");
    assertThat(model.aliases()).containsExactly("grok-4-latest");
    assertThat(model.contextWindow()).isEqualTo(1000000);
  }

  @Test
  void asksOnceForTheModalitiesOfAllModels() {
    Page page = Reading.page(xai, "{'data':[{'id':'a'},{'id':'b'}]}");
    assertThat(page.details()).containsExactly(MODALITIES);
    assertThat(page.rows()).extracting(Listing.Row::detailKey).containsExactly("a", "b");
  }

  @Test
  void readsTheModalitiesOfAllModels() {
    assertThat(
            xai.readDetails(
                MODALITIES,
                Reading.json(
                    "{'models':[{'id':'a','input_modalities':['text','image'],"
                        + "'output_modalities':['text'],'prompt_text_token_price':20000},7]}")))
        .containsOnlyKeys("a")
        .hasEntrySatisfying(
            "a",
            facts -> {
              assertThat(facts.modalities().input()).containsExactly(Modality.TEXT, Modality.IMAGE);
              assertThat(facts.capabilities()).containsExactly(Capability.CHAT, Capability.VISION);
            });
    assertThatThrownBy(() -> xai.readDetails(MODALITIES, Reading.json("{}")))
        .isInstanceOf(MalformedList.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':'c','error':'Incorrect API key provided: xa***xx.'} | true",
        "{'code':'c','error':'Incorrect%20API%20key%20provided'} | true",
        "{'error':{'message':'Invalid api key'}} | true",
        "{'code':'c','error':'Model not found'} | false",
        "{'message':'API key'} | false",
        "'API key' | false"
      })
  void saysWhenTheKeyIsRefused(String body, boolean refused) {
    assertThat(xai.refusesKey(body.startsWith("{") ? Reading.json(body) : body)).isEqualTo(refused);
  }

  private static Rates rates(String input, String output, String cacheRead) {
    return new Rates(
        new BigDecimal(input),
        new BigDecimal(output),
        new BigDecimal(cacheRead),
        null,
        null,
        null,
        null);
  }
}
