package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.Listing.MalformedList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiTest {

  private final Gemini gemini = new Gemini();

  @Test
  void readsAModel() {
    ModelFacts model =
        Reading.only(
            Reading.page(
                gemini,
                "{'models':[{'name':'models/gemini-x','displayName':'Gemini X',"
                    + "'inputTokenLimit':1048576,'outputTokenLimit':65536,'thinking':true,"
                    + "'supportedGenerationMethods':['generateContent','countTokens']}]}"));
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("gemini-x")
                .name("Gemini X")
                .contextWindow(1048576L)
                .maxOutputTokens(65536L)
                .can(Capability.CHAT)
                .can(Capability.REASONING)
                .build());
  }

  @Test
  void knowsEmbeddingByItsMethod() {
    ModelFacts model =
        Reading.only(
            Reading.page(
                gemini,
                "{'models':[{'name':'models/e','supportedGenerationMethods':['embedContent']}]}"));
    assertThat(model.capabilities()).containsExactly(Capability.EMBEDDING);
  }

  @Test
  void skipsANameThatIsOnlyThePrefix() {
    assertThat(Reading.page(gemini, "{'models':[{'name':'models/'}]}").skipped()).isEqualTo(1);
  }

  @Test
  void takesAnEmptyObjectAsAnEmptyPage() {
    assertThat(Reading.page(gemini, "{}").rows()).isEmpty();
    assertThat(Reading.page(gemini, "{'nextPageToken':'t'}").next()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'error':{}}", "{'publisherModels':[]}", "[]", "{'models':{}}"})
  void refusesWhatIsNoPage(String body) {
    assertThatThrownBy(() -> Reading.page(gemini, body)).isInstanceOf(MalformedList.class);
  }

  @Test
  void saysWhenTheKeyIsRefused() {
    assertThat(
            gemini.refusesKey(
                Reading.json("{'error':{'code':400,'details':[{'reason':'API_KEY_INVALID'}]}}")))
        .isTrue();
    assertThat(
            gemini.refusesKey(
                Reading.json("{'error':{'code':400,'status':'FAILED_PRECONDITION'}}")))
        .isFalse();
    assertThat(gemini.refusesKey(null)).isFalse();
  }
}
