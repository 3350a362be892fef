package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.provider.Listing.MalformedList;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCompatibleTest {

  private final OpenAiCompatible compatible = new OpenAiCompatible();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'object':'list','data':[{'id':'x'}]}",
        "{'models':[{'id':'x'}]}",
        "[{'id':'x'}]",
        "{'models':[{'name':'from models'}],'object':'list','data':[{'id':'x'}]}",
        "[{'name':'x','tier':'seed'}]",
        "{'models':[{'key':'x'}]}"
      })
  void takesEveryEnvelope(String body) {
    assertThat(Reading.ids(Reading.page(compatible, body))).containsExactly("x");
  }

  @Test
  void takesNullAsTheEmptyListOfAGoServer() {
    assertThat(Reading.page(compatible, "{'object':'list','data':null}").rows()).isEmpty();
    assertThatThrownBy(() -> Reading.page(compatible, "{'data':null}"))
        .isInstanceOf(MalformedList.class);
  }

  @Test
  void doesNotFallBackToANameWhereTheIdIsBlank() {
    assertThat(Reading.page(compatible, "[{'id':' ','name':'x'}]").skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':[{'id':'x'}],'has_more':true,'last_id':'x'}",
        "{'models':[{'name':'x'}],'nextPageToken':'t'}",
        "{'data':[{'id':'x'}],'links':{'next':'/models?page=2'}}"
      })
  void takesNoPartForTheWhole(String body) {
    assertThatThrownBy(() -> Reading.page(compatible, body))
        .isInstanceOfSatisfying(
            MalformedList.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INCOMPLETE));
  }

  @Test
  void takesTheLastPageAsTheWhole() {
    assertThat(
            Reading.page(compatible, "{'data':[{'id':'x'}],'has_more':false,'nextPageToken':''}")
                .rows())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llamacpp", "FastFlowLM"})
  void doesNotTakeTheTimeOfTheRequestForTheCreation(String owner) {
    ModelFacts model =
        Reading.model(compatible, "{'id':'x','created':1788735762,'owned_by':'" + owner + "'}");
    assertThat(model.created()).isNull();
    assertThat(model.ownedBy()).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'max_model_len':32768 | 32768",
        "'context_length':262144 | 262144",
        "'context_length':0 | ",
        "'max_model_len':'many' | ",
        "'meta':{'n_ctx':16384,'n_ctx_train':32768} | 16384",
        "'meta':{'n_ctx_train':32768} | 32768",
        "'meta':null | "
      })
  void readsTheContextWindow(String fields, Long expected) {
    assertThat(Reading.model(compatible, "{'id':'x'," + fields + "}").contextWindow())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"14768307200, 14.8B", "8030261248, 8.0B", "137000000, 137M", "1200, ", "0, "})
  void writesTheNumberOfParametersAsNamesDo(long count, String expected) {
    assertThat(
            Reading.model(compatible, "{'id':'x','meta':{'n_params':" + count + "}}")
                .parameterCount())
        .isEqualTo(expected);
  }

  @Test
  void readsFlagsOfTheRow() {
    ModelFacts model =
        Reading.model(
            compatible,
            "{'id':'x','kind':'HF_BASE_MODEL','supports_chat':true,'supports_image_input':false,"
                + "'supports_tools':true}");
    assertThat(model.capabilities()).containsExactly(Capability.FUNCTION_CALLING);
    assertThat(model.lacking()).containsExactly(Capability.VISION);
  }

  @Test
  void readsGitHubsCatalog() {
    ModelFacts model =
        Reading.only(
            Reading.page(
                compatible,
                "[{'id':'openai/gpt-x','name':'OpenAI GPT-X','publisher':'OpenAI',"
                    + "'supported_input_modalities':['text','image'],"
                    + "'supported_output_modalities':['text'],"
                    + "'capabilities':['agents','streaming','tool-calling'],"
                    + "'limits':{'max_input_tokens':1048576,'max_output_tokens':32768}}]"));
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("openai/gpt-x")
                .name("OpenAI GPT-X")
                .ownedBy("OpenAI")
                .can(Capability.CHAT)
                .can(Capability.VISION)
                .can(Capability.FUNCTION_CALLING)
                .modalities(Set.of(Modality.TEXT, Modality.IMAGE), Set.of(Modality.TEXT))
                .maxInputTokens(1048576L)
                .maxOutputTokens(32768L)
                .supportsStreaming(true)
                .build());
  }

  @Test
  void readsAzuresLifecycle() {
    ModelFacts model =
        Reading.model(
            compatible,
            "{'id':'x','created_at':1691712000,'lifecycle_status':'generally-available',"
                + "'deprecation':{'inference':1771372800},"
                + "'capabilities':{'chat_completion':true,'completion':false,'inference':true}}");
    assertThat(model.created()).isEqualTo(1691712000);
    assertThat(model.deprecated()).isFalse();
    assertThat(model.shutdownDate()).isEqualTo("2026-02-18T00:00:00Z");
    assertThat(model.capabilities()).containsExactly(Capability.CHAT);
    assertThat(model.lacking()).containsExactly(Capability.COMPLETION);
  }

  @Test
  void readsAnIdAsAName() {
    ModelFacts model =
        Reading.only(
            Reading.page(compatible, "[{'name':'openai','title':'GPT-X','aliases':['gpt-x']}]"));
    assertThat(model.nativeId()).isEqualTo("openai");
    assertThat(model.name()).isEqualTo("GPT-X");
    assertThat(model.aliases()).containsExactly("gpt-x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'pricing':{'prompt':'0.00000077','completion':'0.000002'} | 0.77 | 2",
        "'pricing':{'input':0.25,'output':2.5,'unit':'usd_per_1m_tokens'} | 0.25 | 2.5",
        "'pricings':{'prompt':[{'currency':'USD','unit':'perMTokens','value':1.2,"
            + "'conditions':{'prompt_tokens':{'gte':0,'lt':32}}},"
            + "{'currency':'USD','unit':'perMTokens','value':2.4,"
            + "'conditions':{'prompt_tokens':{'gte':32}}}],"
            + "'completion':[{'currency':'USD','unit':'perMTokens','value':6}]} | 1.2 | 6"
      })
  void readsPricesOfACertainUnit(String fields, BigDecimal input, BigDecimal output) {
    Pricing pricing = Reading.model(compatible, "{'id':'x'," + fields + "}").pricing();
    assertThat(pricing).isNotNull();
    assertThat(pricing.rates().input()).isEqualByComparingTo(input);
    assertThat(pricing.rates().output()).isEqualByComparingTo(output);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'pricing':{'currency':'pollen','promptTextTokens':'0.0000002'}",
        "'pricing':{'currency':'pollen','prompt':'0.0000002'}",
        "'pricing':{'prompt':0.5,'completion':1}",
        "'pricing':{'input':0.5,'output':1}",
        "'pricing':{'prompt':'0','completion':'0'}",
        "'pricing':'cheap'",
        "'pricings':{'prompt':[{'currency':'CNY','unit':'perMTokens','value':1.2}]}"
      })
  void leavesOutPricesOfAnotherUnit(String fields) {
    assertThat(Reading.model(compatible, "{'id':'x'," + fields + "}").pricing()).isNull();
  }
}
