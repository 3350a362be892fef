package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import org.junit.jupiter.api.Test;

class HuggingFaceRouterTest {

  private static final String ONE =
      "{'status':'live','context_length':204800,'pricing':{'input':0.6,'output':2.2},"
          + "'supports_tools':true,'supports_structured_output':false}";
  private static final String OTHER =
      "{'status':'live','context_length':131072,'pricing':{'input':0.5,'output':2.2},"
          + "'supports_tools':false,'supports_structured_output':false}";
  private static final String STAGING = "{'status':'staging','context_length':1}";

  @Test
  void takesValuesOnWhichAllLiveProvidersAgree() {
    ModelFacts model = served(ONE + "," + STAGING);
    assertThat(model.contextWindow()).isEqualTo(204800);
    assertThat(model.pricing()).isNotNull();
    assertThat(model.pricing().rates().input()).isEqualByComparingTo("0.6");
  }

  @Test
  void leavesOutValuesThatDiffer() {
    ModelFacts model = served(ONE + "," + OTHER);
    assertThat(model.contextWindow()).isNull();
    assertThat(model.pricing()).isNull();
  }

  @Test
  void leavesOutValuesThatNotAllSay() {
    assertThat(served(ONE + ",{'status':'live'}").contextWindow()).isNull();
  }

  @Test
  void hasAFeatureThatAnyLiveProviderHas() {
    ModelFacts model = served(OTHER + "," + ONE);
    assertThat(model.capabilities()).containsExactly(Capability.CHAT, Capability.FUNCTION_CALLING);
    assertThat(model.lacking()).containsExactly(Capability.STRUCTURED_OUTPUT);
    assertThat(served(ONE + ",{'status':'live'}").lacking()).isEmpty();
  }

  @Test
  void knowsNothingOfAModelThatNobodyServes() {
    assertThat(served(STAGING).capabilities()).isEmpty();
  }

  private static ModelFacts served(String providers) {
    return Reading.model(new OpenAiCompatible(), "{'id':'x','providers':[" + providers + "]}");
  }
}
