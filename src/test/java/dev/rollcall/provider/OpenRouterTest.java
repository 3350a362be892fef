package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import dev.rollcall.provider.Listing.MalformedList;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterTest {

  private final OpenRouter openRouter = new OpenRouter();

  @Test
  void readsAModel() {
    ModelFacts model =
        Reading.model(
            openRouter,
            "{'id':'lab/x','canonical_slug':'lab/x-2026-01-01','name':'Lab: X',"
                + "'created':1754587402,'context_length':400000,"
                + "'architecture':{'input_modalities':['text','image','file'],"
                + "'output_modalities':['text']},"
                + "'top_provider':{'context_length':200000,'max_completion_tokens':128000},"
                + "'pricing':{'prompt':'0.00000005','completion':'0.0000004'},"
                + "'supported_parameters':['tools','include_reasoning','structured_outputs'],"
                + "'knowledge_cutoff':'2024-05-31','expiration_date':'2026-06-01'}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("lab/x")
                .aliases(List.of("lab/x-2026-01-01"))
                .name("Lab: X")
                .created(1754587402L)
                .contextWindow(200000L)
                .maxOutputTokens(128000L)
                .can(Capability.CHAT)
                .can(Capability.VISION)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.REASONING)
                .can(Capability.STRUCTURED_OUTPUT)
                .modalities(
                    Set.of(Modality.TEXT, Modality.IMAGE, Modality.PDF), Set.of(Modality.TEXT))
                .pricing(Pricing.of(Rates.of(new BigDecimal("0.05"), new BigDecimal("0.4"))))
                .knowledgeCutoff("2024-05-31")
                .shutdownDate("2026-06-01")
                .deprecated(true)
                .build());
  }

  @Test
  void givesVariantsNoNameOfTheModelTheyAreMadeOf() {
    assertThat(Reading.model(openRouter, "{'id':'lab/x:free','canonical_slug':'lab/x'}").aliases())
        .isEmpty();
  }

  @Test
  void takesTheWindowOfTheModelWhereTheBestProviderHasNone() {
    assertThat(
            Reading.model(
                    openRouter,
                    "{'id':'x','context_length':2000,'top_provider':{'context_length':null}}")
                .contextWindow())
        .isEqualTo(2000);
    assertThat(Reading.model(openRouter, "{'id':'x','context_length':0}").contextWindow()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "embeddings, EMBEDDING, EMBEDDING",
    "image, IMAGE, IMAGE_GENERATION",
    "video, VIDEO, VIDEO_GENERATION",
    "speech, AUDIO, SPEECH",
    "transcription, TEXT, TRANSCRIPTION",
    "rerank, , RERANK"
  })
  void knowsWhatAModelDoesFromWhatItGives(String word, Modality modality, Capability capability) {
    ModelFacts model =
        Reading.model(
            openRouter, "{'id':'x','architecture':{'output_modalities':['" + word + "']}}");
    assertThat(model.modalities().output())
        .isEqualTo(modality == null ? Set.of() : Set.of(modality));
    assertThat(model.capabilities()).containsExactly(capability);
  }

  @Test
  void readsModalitiesOf2024() {
    ModelFacts model =
        Reading.model(openRouter, "{'id':'x','architecture':{'modality':'text+image->text'}}");
    assertThat(model.modalities().input()).containsExactly(Modality.TEXT, Modality.IMAGE);
    assertThat(model.capabilities()).containsExactly(Capability.CHAT, Capability.VISION);
  }

  @Test
  void takesZeroAsFree() {
    assertThat(rates("'prompt':'0','completion':'0','request':'0','image':'0'"))
        .isEqualTo(Rates.of(BigDecimal.ZERO, BigDecimal.ZERO));
  }

  @Test
  void takesNegativePricesAsUnknown() {
    assertThat(model("'prompt':'-1','completion':'-1'").pricing()).isNull();
  }

  @Test
  void readsEveryTokenPriceExactly() {
    Rates rates =
        rates(
            "'prompt':'0.0000000208333333333333','completion':'0.00003',"
                + "'input_cache_read':'0.00000007','input_cache_write':'0.00000375',"
                + "'audio':'0.00004','audio_output':'0.000064','internal_reasoning':'0.00001'");
    assertThat(rates)
        .isEqualTo(
            new Rates(
                new BigDecimal("0.0208333333333333"),
                new BigDecimal("30"),
                new BigDecimal("0.07"),
                new BigDecimal("3.75"),
                new BigDecimal("40"),
                new BigDecimal("64"),
                new BigDecimal("10")));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.00003"})
  void hasNoPriceOfThinkingThatIsNotItsOwn(String price) {
    assertThat(
            rates("'prompt':'0.00001','completion':'0.00003','internal_reasoning':'" + price + "'")
                .reasoning())
        .isNull();
  }

  @Test
  void readsPricesOfLongPrompts() {
    Pricing pricing =
        model(
                "'prompt':'0.000001','overrides':["
                    + "{'min_prompt_tokens':400000,'prompt':'0.000004'},"
                    + "{'min_prompt_tokens':200000,'prompt':'0.000002','utc_start':100},"
                    + "{'min_prompt_tokens':128000,'prompt':'0.000002'},"
                    + "{'utc_start':1000,'utc_end':100,'prompt':'0.0000005'}]")
            .pricing();
    assertThat(pricing).isNotNull();
    assertThat(pricing.tiers())
        .containsExactly(
            new Pricing.Tier(128000, Rates.of(new BigDecimal("2"), null)),
            new Pricing.Tier(400000, Rates.of(new BigDecimal("4"), null)));
  }

  @Test
  void readsThePriceOfARequest() {
    Pricing pricing = model("'prompt':'0','request':'0.018','image':'0.001'").pricing();
    assertThat(pricing).isNotNull();
    assertThat(pricing.other())
        .containsExactly(new Pricing.Other(Pricing.Unit.REQUEST, new BigDecimal("0.018")));
  }

  @Test
  void refusesAnErrorWithStatus200() {
    assertThatThrownBy(() -> Reading.page(openRouter, "{'error':{'code':502,'message':'m'}}"))
        .isInstanceOf(MalformedList.class);
  }

  private Rates rates(String pricing) {
    Pricing read = model(pricing).pricing();
    assertThat(read).isNotNull();
    return read.rates();
  }

  private ModelFacts model(String pricing) {
    return Reading.model(openRouter, "{'id':'x','pricing':{" + pricing + "}}");
  }
}
