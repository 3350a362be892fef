package dev.rollcall.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.json.Decimals;
import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterRowsTest {

  @Test
  void readsAModel() {
    assertThat(
            facts(
                """
                'id':'lab/x','canonical_slug':'lab/x-2026-01-01','name':'Lab: X',
                'created':1754587402,'context_length':400000,'hugging_face_id':'Lab/X',
                'architecture':{'input_modalities':['text','image','file'],
                  'output_modalities':['text'],'modality':'text+image+file->text'},
                'top_provider':{'context_length':200000,'max_completion_tokens':128000},
                'pricing':{'prompt':'0.00000005','completion':'0.0000004','discount':0.5},
                'supported_parameters':['tools','include_reasoning','structured_outputs','top_k'],
                'knowledge_cutoff':'2024-05-31','expiration_date':'2026-06-01',
                'benchmarks':{'one':1},'links':{'details':'/x'}
                """))
        .isEqualTo(
            ModelFacts.of("lab/x")
                .aliases(List.of("lab/x-2026-01-01"))
                .name("Lab: X")
                .created(1754587402L)
                .contextWindow(200_000L)
                .maxOutputTokens(128_000L)
                .can(Capability.CHAT)
                .can(Capability.VISION)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.REASONING)
                .can(Capability.STRUCTURED_OUTPUT)
                .modalities(
                    List.of(Modality.TEXT, Modality.IMAGE, Modality.PDF), List.of(Modality.TEXT))
                .pricing(Pricing.of(Rates.of(new BigDecimal("0.05"), new BigDecimal("0.4"))))
                .knowledgeCutoff("2024-05-31")
                .shutdownDate("2026-06-01")
                .deprecated(true)
                .build());
  }

  @Test
  void whatIsNullEmptyOrZeroIsUnknown() {
    assertThat(
            facts(
                """
                'id':'x','name':'','context_length':0,'architecture':null,'pricing':null,
                'top_provider':{'context_length':null,'max_completion_tokens':0},
                'supported_parameters':[],'knowledge_cutoff':null,'expiration_date':null
                """))
        .isEqualTo(ModelFacts.of("x").build());
  }

  @Test
  void aModelLacksWhatNoneOfItsParametersIsAbout() {
    assertThat(facts("'id':'x','supported_parameters':['tool_choice','top_k']").lacking())
        .containsExactly(Capability.REASONING, Capability.STRUCTURED_OUTPUT);
  }

  @Test
  void givesVariantsNoNameOfTheModelTheyAreMadeOf() {
    assertThat(facts("'id':'lab/x:free','canonical_slug':'lab/x'").aliases()).isEmpty();
  }

  @Test
  void takesTheWindowOfTheModelWhereTheBestProviderHasNone() {
    assertThat(
            facts("'id':'x','context_length':2000,'top_provider':{'context_length':null}")
                .contextWindow())
        .isEqualTo(2000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text audio video | text | TEXT | CHAT AUDIO_INPUT",
        "text | text image | TEXT IMAGE | CHAT IMAGE_GENERATION",
        "image | image | IMAGE | VISION IMAGE_GENERATION",
        "text | speech | AUDIO | SPEECH",
        "audio | transcription | TEXT | AUDIO_INPUT TRANSCRIPTION",
        "text | embeddings | EMBEDDING | EMBEDDING",
        "text | rerank | '' | RERANK",
        "text | video | VIDEO | VIDEO_GENERATION",
        "text | decisions | '' | ''"
      })
  void capabilitiesFollowFromWhatGoesInAndComesOut(
      String in, String out, String given, String capabilities) {
    ModelFacts facts =
        facts(
            "'id':'x','architecture':{'input_modalities':%s,'output_modalities':%s}"
                .formatted(words(in), words(out)));

    assertThat(facts.modalities().output())
        .extracting(Modality::name)
        .containsExactlyInAnyOrder(split(given));
    assertThat(facts.capabilities())
        .extracting(Capability::name)
        .containsExactlyInAnyOrder(split(capabilities));
  }

  @Test
  void readsModalitiesOf2024() {
    ModelFacts model = facts("'id':'x','architecture':{'modality':'text+image->text'}");

    assertThat(model.modalities().input()).containsExactly(Modality.TEXT, Modality.IMAGE);
    assertThat(model.capabilities()).containsExactly(Capability.CHAT, Capability.VISION);
  }

  @Test
  void theLengthOfVectorsIsNoLimitOfTokens() {
    assertThat(
            facts(
                    "'id':'x','architecture':{'output_modalities':['embeddings']},"
                        + "'top_provider':{'max_completion_tokens':3072}")
                .maxOutputTokens())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | text | 'prompt':'0.000003','completion':'0.000015' | 3 | 15",
        "x | text | 'prompt':'0.0000000208333333333333' | 0.0208333333333333 | none",
        "x | text | 'prompt':'0.00000000000000000123456' | 0.00000000000123456 | none",
        "x | text | 'prompt':1e-6 | 1 | none",
        "x | text | 'prompt':'-1','completion':'-1' | none | none",
        "x | text | 'prompt':'0.000001','completion':'-1' | 1 | none",
        "x | text image | 'prompt':'0.000001','completion':'0' | 1 | 0"
      })
  void pricesAreExactPerMillionTokens(
      String id, String output, String prices, String in, String out) {
    assertPrices(id, output, prices, in, out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | text | 'prompt':'0','completion':'0' | 0 | 0",
        "x | text | 'prompt':'0','completion':'0','request':'0','image':'0' | 0 | 0",
        "x:free | text image | 'prompt':'0','completion':'0' | 0 | 0",
        "x:free | '' | 'prompt':'0','completion':'0' | 0 | 0",
        "x:free-not | video | 'prompt':'0','completion':'0' | none | none",
        "x | text image | 'prompt':'0','completion':'0' | none | none",
        "x | text audio | 'prompt':'0','completion':'0' | none | none",
        "x | image | 'prompt':'0','completion':'0' | none | none",
        "x | video | 'prompt':'0','completion':'0' | none | none",
        "x | speech | 'prompt':'0','completion':'0' | none | none",
        "x | transcription | 'prompt':'0','completion':'0' | none | none",
        "x | embeddings | 'prompt':'0','completion':'0' | none | none",
        "x | rerank | 'prompt':'0','completion':'0' | none | none",
        "x | '' | 'prompt':'0','completion':'0' | none | none"
      })
  void zeroIsFreeForTextAndWhereTheIdSaysSo(
      String id, String output, String prices, String in, String out) {
    assertPrices(id, output, prices, in, out);
  }

  @Test
  void aModelThatIsChargedByTheRequestKeepsThatPriceAlone() {
    ModelFacts model =
        facts(
            "'id':'x','architecture':{'output_modalities':['image']},"
                + "'pricing':{'prompt':'0','completion':'0','request':'0.018','image':'0.001'}");

    assertThat(model.pricing())
        .isEqualTo(
            new Pricing(
                Rates.UNKNOWN,
                List.of(),
                List.of(new Pricing.Other(Pricing.Unit.REQUEST, new BigDecimal("0.018")))));
  }

  @Test
  void everyPriceIsTakenAndOverridesByPromptSizeAreTiers() {
    Pricing pricing =
        Objects.requireNonNull(
            facts(
                    """
                    'id':'x','pricing':{'prompt':'0.000001','completion':'0.000002',
                      'input_cache_read':'0.000003','input_cache_write':'0.000004',
                      'audio':'0.000005','audio_output':'0.000006',
                      'internal_reasoning':'0.000007','request':'0.01','web_search':'9',
                      'overrides':[
                        {'min_prompt_tokens':256000,'prompt':'0.000008'},
                        {'min_prompt_tokens':32000,'prompt':'0.000007'},
                        {'min_prompt_tokens':1,'utc_start':'16:30','prompt':'0.000001'},
                        {'utc_days':[1],'completion':'0.000001'}]}
                    """)
                .pricing());

    assertThat(pricing.rates())
        .isEqualTo(new Rates(price(1), price(2), price(3), price(4), price(5), price(6), price(7)));
    assertThat(pricing.tiers())
        .containsExactly(
            new Pricing.Tier(32_000, Rates.of(price(7), null)),
            new Pricing.Tier(256_000, Rates.of(price(8), null)));
    assertThat(pricing.other())
        .containsExactly(new Pricing.Other(Pricing.Unit.REQUEST, new BigDecimal("0.01")));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.00003"})
  void hasNoPriceOfThinkingThatIsNotItsOwn(String price) {
    Pricing pricing =
        facts(
                "'id':'x','pricing':{'prompt':'0.00001','completion':'0.00003',"
                    + "'internal_reasoning':'%s'}".formatted(price))
            .pricing();

    assertThat(Objects.requireNonNull(pricing).rates().reasoning()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/models?offset=9 | https://a.example/api/v1/models?offset=9",
        "?offset=9 | https://a.example/api/v1/models?offset=9",
        "https://a.example/other | https://a.example/other",
        "https://b.example/api | ",
        "http://a.example/api | ",
        "https://a.example:444/api | ",
        "https://a.example@b.example/ | ",
        "//b.example/api | ",
        "a b | "
      })
  void theNextPageIsAtTheSameOrigin(String link, @Nullable String next) {
    assertThat(OpenRouterRows.nextPage("https://a.example/api/v1/models?limit=9", link))
        .isEqualTo(next);
    assertThat(OpenRouterRows.nextPage("list.json", link)).isNull();
  }

  private static void assertPrices(String id, String output, String prices, String in, String out) {
    Pricing pricing =
        facts(
                "'id':'%s','architecture':{'output_modalities':%s},'pricing':{%s}"
                    .formatted(id, words(output), prices))
            .pricing();
    Rates rates = pricing == null ? Rates.UNKNOWN : pricing.rates();

    assertThat(text(rates.input())).isEqualTo(in);
    assertThat(text(rates.output())).isEqualTo(out);
  }

  /** The facts of a row, which a list and the catalog read alike. */
  private static ModelFacts facts(String fields) {
    JsonObject json = new JsonObject("{" + fields.replace('\'', '"') + "}");
    ModelFacts facts = new OpenRouterRows().read(JsonRow.of(json));

    assertThat(new OpenRouterRows().read(JsonRow.strict(json))).isEqualTo(facts);
    return Objects.requireNonNull(facts);
  }

  private static String words(String words) {
    return words.isEmpty() ? "[]" : "['" + words.replace(" ", "','") + "']";
  }

  private static String[] split(String words) {
    return words.isEmpty() ? new String[0] : words.split(" ");
  }

  private static BigDecimal price(int value) {
    return BigDecimal.valueOf(value);
  }

  private static String text(@Nullable BigDecimal price) {
    return price == null ? "none" : Decimals.format(price);
  }
}
