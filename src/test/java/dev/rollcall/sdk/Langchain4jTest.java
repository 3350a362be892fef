package dev.rollcall.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.anthropic.AnthropicModelCatalog;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.googleai.GoogleAiGeminiModelCatalog;
import dev.langchain4j.model.mistralai.MistralAiModelCatalog;
import dev.langchain4j.model.ollama.OllamaModel;
import dev.langchain4j.model.ollama.OllamaModels;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** langchain4j's catalogs of models, which speak these vendors' APIs themselves. */
@Tag("sdk")
class Langchain4jTest {

  private final ServedToSdks served = ServedToSdks.withKey();

  @Test
  void listsEveryModelOfOpenAi() {
    assertThat(
            names(
                OpenAiModelCatalog.builder()
                    .baseUrl(served.url("/v1"))
                    .apiKey(ServedToSdks.KEY)
                    .build()))
        .isEqualTo(served.ids());
  }

  /** It takes the first page only. */
  @ParameterizedTest
  @ValueSource(strings = {"/anthropic/v1", "/v1"})
  void listsAThousandModelsOfAnthropic(String base) {
    List<String> ids = served.ids();

    assertThat(
            names(
                AnthropicModelCatalog.builder()
                    .baseUrl(served.url(base))
                    .apiKey(ServedToSdks.KEY)
                    .build()))
        .isEqualTo(ids.subList(0, Math.min(1000, ids.size())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gemini/v1beta", "/gemini/v1beta/", "/gemini/v1"})
  void listsEveryModelOfGemini(String base) {
    assertThat(
            names(
                GoogleAiGeminiModelCatalog.builder()
                    .baseUrl(served.url(base))
                    .apiKey(ServedToSdks.KEY)
                    .build()))
        .isEqualTo(served.ids());
  }

  @Test
  void listsEveryModelOfMistral() {
    assertThat(
            names(
                MistralAiModelCatalog.builder()
                    .baseUrl(served.url("/mistral/v1"))
                    .apiKey(ServedToSdks.KEY)
                    .build()))
        .isEqualTo(served.ids());
  }

  @Test
  void listsEveryModelOfOllamaAndShowsOne() {
    ServedToSdks open = ServedToSdks.open();
    OllamaModels ollama = OllamaModels.builder().baseUrl(open.url("/ollama")).maxRetries(0).build();

    assertThat(ollama.availableModels().content().stream().map(OllamaModel::getName).toList())
        .isEqualTo(open.ids());
    JsonObject model = open.slashed();
    assertThat(ollama.modelCard(model.getString("id")).content().getModelInfo())
        .containsValue(model.getInteger("context_window"));
    assertThat(ollama.runningModels().content()).isEmpty();
    assertThatThrownBy(() -> ollama.modelCard("no/such"))
        .isInstanceOf(ModelNotFoundException.class);
  }

  private static List<String> names(ModelCatalog catalog) {
    return catalog.listModels().stream().map(ModelDescription::name).toList();
  }
}
