package dev.rollcall.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.models.Model;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sdk")
class OpenAiClientTest {

  private final ServedToSdks served = ServedToSdks.withKey();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/groq/openai/v1",
        "/mistral/v1",
        "/openrouter/api/v1",
        "/lmstudio/api/v0",
        "/v1/"
      })
  void listsEveryModel(String base) {
    List<Model> models =
        StreamSupport.stream(
                client(base, ServedToSdks.KEY).models().list().autoPager().spliterator(), false)
            .toList();

    assertThat(models.stream().map(Model::id).toList()).isEqualTo(served.ids());
    models.forEach(model -> assertThat(model.created()).isNotNegative());
    if (!base.contains("openrouter")) {
      models.forEach(Model::validate);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/groq/openai/v1", "/mistral/v1", "/lmstudio/api/v0"})
  void retrievesOneModel(String base) {
    String id = served.slashed().getString("id");

    assertThat(client(base, ServedToSdks.KEY).models().retrieve(id).id()).isEqualTo(id);
  }

  @Test
  void tellsItsUsersWhatIsWrong() {
    assertThatThrownBy(() -> client("/v1", ServedToSdks.KEY).models().retrieve("no/such"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no model 'no/such'");
    assertThatThrownBy(() -> client("/groq/openai/v1", "sk-wrong").models().list())
        .isInstanceOf(UnauthorizedException.class);
  }

  private OpenAIClient client(String base, String key) {
    return OpenAIOkHttpClient.builder().baseUrl(served.url(base)).apiKey(key).build();
  }
}
