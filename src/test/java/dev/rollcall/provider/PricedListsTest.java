package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import dev.rollcall.provider.Listing.Call;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.vendor.DeepInfraRows;
import dev.rollcall.vendor.GroqRows;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groq, Together, Cerebras and DeepInfra: one page, with prices. */
class PricedListsTest {

  @Test
  void readsGroq() {
    ModelFacts model =
        Reading.model(
            new ModelsApi(new GroqRows()),
            "{'id':'x','created':1748396646,'owned_by':'Lab','name':'X','active':true,"
                + "'context_window':131072,'max_completion_tokens':40960,'public_apps':null,"
                + "'input_modalities':['text'],'output_modalities':['text'],"
                + "'supported_features':['tools','json_mode','reasoning'],"
                + "'pricing':{'prompt':'0.00000011','completion':'0.00000034','image':'0',"
                + "'request':'0','input_cache_read':'0.000000055'}}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("x")
                .created(1748396646L)
                .ownedBy("Lab")
                .name("X")
                .contextWindow(131072L)
                .maxOutputTokens(40960L)
                .modalities(Set.of(Modality.TEXT), Set.of(Modality.TEXT))
                .can(Capability.CHAT)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.REASONING)
                .pricing(Pricing.of(rates("0.11", "0.34", "0.055")))
                .build());
  }

  @Test
  void readsGroqsSpeechAndItsInactiveModels() {
    ModelFacts model =
        Reading.model(
            new ModelsApi(new GroqRows()),
            "{'id':'x','active':false,'output_modalities':['speech'],"
                + "'pricing':{'prompt':'0','image':'0','request':'0'}}");
    assertThat(model.capabilities()).containsExactly(Capability.SPEECH);
    assertThat(model.modalities().output()).containsExactly(Modality.AUDIO);
    assertThat(model.pricing()).isNull();
    assertThat(model.deprecated()).isTrue();
  }

  @Test
  void readsTogether() {
    ModelFacts model =
        together(
            "{'id':'lab/x','created':0,'type':'chat','display_name':'X','organization':'Lab',"
                + "'context_length':163840,'pricing':{'hourly':0,'input':0.3,'output':1.2,"
                + "'base':0,'cached_input':0.060000000000000005,'image':0}}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("lab/x")
                .name("X")
                .ownedBy("Lab")
                .contextWindow(163840L)
                .can(Capability.CHAT)
                .pricing(Pricing.of(rates("0.3", "1.2", "0.06")))
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "language, COMPLETION",
    "image, IMAGE_GENERATION",
    "video, VIDEO_GENERATION",
    "audio, SPEECH",
    "transcribe, TRANSCRIPTION",
    "embedding, EMBEDDING",
    "moderation, MODERATION",
    "rerank, RERANK"
  })
  void knowsWhatAModelDoesFromTogethersType(String type, Capability capability) {
    assertThat(together("{'id':'x','type':'" + type + "'}").capabilities())
        .containsExactly(capability);
  }

  @Test
  void readsTogethersPricesByOtherUnits() {
    assertThat(
            together(
                    "{'id':'x','type':'transcribe','pricing':{'input':0.27,'output':0.85,"
                        + "'transcribe':{'price_per_minute':0.0015}}}")
                .pricing())
        .isEqualTo(other(Pricing.Unit.MINUTE, "0.0015"));
    assertThat(
            together(
                    "{'id':'x','type':'image','pricing':{'input':0,'output':0,"
                        + "'image_pixel':{'price_per_megapixel':0.0027,'min_steps':4}}}")
                .pricing())
        .isEqualTo(other(Pricing.Unit.MEGAPIXEL, "0.0027"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat | 'input':0,'output':0",
        "audio | 'input':65,'output':0",
        "video | 'video':{'example_price':0.323,'example_description':'1080p / 5s'}"
      })
  void leavesOutTogethersPricesThatAreNoneForSure(String type, String prices) {
    assertThat(together("{'id':'x','type':'" + type + "','pricing':{" + prices + "}}").pricing())
        .isNull();
  }

  @Test
  void keepsAZeroBesideAPrice() {
    assertThat(
            together("{'id':'x','type':'embedding','pricing':{'input':0.02,'output':0}}").pricing())
        .isEqualTo(Pricing.of(Rates.of(new BigDecimal("0.02"), BigDecimal.ZERO)));
  }

  @Test
  void takesOnlyAnArrayFromTogether() {
    assertThatThrownBy(() -> Reading.page(new Together(), "{'error':{'message':'m'}}"))
        .isInstanceOf(MalformedList.class);
  }

  @Test
  void asksCerebrasForThePublicListWithoutAKey() {
    assertThat(new Cerebras().first(Reading.WITHOUT_KEY))
        .isEqualTo(Call.get("https://api.example/public/v1/models"));
  }

  @Test
  void readsCerebrasPublicList() {
    ModelFacts model =
        Reading.model(
            new Cerebras(),
            "{'id':'x','created':0,'owned_by':'Lab','name':'X','quantization':null,"
                + "'pricing':{'prompt':'0.00000099','completion':'0.00000149'},"
                + "'capabilities':{'streaming':true,'tools':true,'vision':true,"
                + "'reasoning':false,'structured_outputs':true},"
                + "'architecture':{'modality':'text+vision'},'deprecated':false,"
                + "'limits':{'max_context_length':131072,'max_completion_tokens':40960,"
                + "'requests_per_minute':null}}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("x")
                .ownedBy("Lab")
                .name("X")
                .contextWindow(131072L)
                .maxOutputTokens(40960L)
                .can(Capability.VISION)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.STRUCTURED_OUTPUT)
                .can(Capability.REASONING, false)
                .modalities(Set.of(Modality.TEXT, Modality.IMAGE), Set.of())
                .pricing(Pricing.of(rates("0.99", "1.49", null)))
                .supportsStreaming(true)
                .deprecated(false)
                .build());
  }

  @Test
  void readsDeepInfra() {
    ModelFacts model =
        Reading.model(
            new ModelsApi(new DeepInfraRows()),
            "{'id':'lab/x','owned_by':'deepinfra','metadata':{'context_length':1000000,"
                + "'max_tokens':128000,'tags':['chat','vlm','reasoning'],'pricing':"
                + "{'input_tokens':0.2,'output_tokens':0.8,'cache_read_tokens':0.1}}}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("lab/x")
                .ownedBy("deepinfra")
                .contextWindow(1000000L)
                .maxOutputTokens(128000L)
                .can(Capability.CHAT)
                .can(Capability.VISION)
                .can(Capability.REASONING)
                .pricing(Pricing.of(rates("0.2", "0.8", "0.1")))
                .build());
  }

  @Test
  void takesDeepInfrasZerosAsUnknown() {
    ModelFacts model =
        Reading.model(
            new ModelsApi(new DeepInfraRows()),
            "{'id':'x','metadata':{'context_length':0,'max_tokens':0,'tags':['embed']}}");
    assertThat(model).isEqualTo(ModelFacts.of("x").can(Capability.EMBEDDING).build());
  }

  private static ModelFacts together(String row) {
    return Reading.only(Reading.page(new Together(), "[" + row + "]"));
  }

  private static Pricing other(Pricing.Unit unit, String price) {
    return new Pricing(
        Rates.UNKNOWN, List.of(), List.of(new Pricing.Other(unit, new BigDecimal(price))));
  }

  private static Rates rates(String input, String output, String cacheRead) {
    return new Rates(
        new BigDecimal(input),
        new BigDecimal(output),
        cacheRead == null ? null : new BigDecimal(cacheRead),
        null,
        null,
        null,
        null);
  }
}
