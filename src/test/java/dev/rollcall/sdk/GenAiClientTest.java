package dev.rollcall.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.GetModelConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Model;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sdk")
class GenAiClientTest {

  private final ServedToSdks served = ServedToSdks.withKey();

  @ParameterizedTest
  @ValueSource(ints = {0, 97})
  void pagesThroughEveryModel(int pageSize) {
    ListModelsConfig.Builder config = ListModelsConfig.builder();
    if (pageSize > 0) {
      config.pageSize(pageSize);
    }
    List<String> names = new ArrayList<>();
    for (Model model : client(ServedToSdks.KEY).models.list(config.build())) {
      names.add(model.name().orElseThrow());
    }

    assertThat(names).isEqualTo(served.ids().stream().map(id -> "models/" + id).toList());
  }

  @Test
  void retrievesOneModel() {
    JsonObject model = served.slashed();

    Model found =
        client(ServedToSdks.KEY)
            .models
            .get(model.getString("id"), GetModelConfig.builder().build());

    assertThat(found.name()).hasValue("models/" + model.getString("id"));
    assertThat(found.displayName()).hasValue(model.getString("name"));
    assertThat(found.inputTokenLimit()).isPresent();
  }

  @Test
  void tellsItsUsersWhatIsWrong() {
    assertThatThrownBy(
            () -> client(ServedToSdks.KEY).models.get("no/such", GetModelConfig.builder().build()))
        .isInstanceOfSatisfying(
            ClientException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(404);
              assertThat(failure.status()).isEqualTo("NOT_FOUND");
            });
    assertThatThrownBy(() -> client("wrong").models.list(ListModelsConfig.builder().build()))
        .isInstanceOfSatisfying(
            ClientException.class,
            failure -> assertThat(failure.status()).isEqualTo("UNAUTHENTICATED"));
  }

  private Client client(String key) {
    return Client.builder()
        .apiKey(key)
        .httpOptions(HttpOptions.builder().baseUrl(served.url("/gemini")).build())
        .build();
  }
}
