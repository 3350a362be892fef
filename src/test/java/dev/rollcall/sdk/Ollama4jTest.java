package dev.rollcall.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ollama4j.Ollama;
import io.github.ollama4j.exceptions.OllamaException;
import io.github.ollama4j.models.response.Model;
import io.github.ollama4j.models.response.ModelDetail;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sdk")
class Ollama4jTest {

  private final ServedToSdks served = ServedToSdks.withKey();

  @Test
  void listsEveryModel() throws OllamaException {
    assertThat(client().listModels().stream().map(Model::getName).toList()).isEqualTo(served.ids());
    assertThat(client().listModels())
        .allSatisfy(model -> assertThat(model.getModifiedAt()).isNotNull());
  }

  @Test
  void showsOneModel() throws OllamaException {
    JsonObject model = served.slashed();

    ModelDetail found = client().getModelDetails(model.getString("id"));

    assertThat(found.getCapabilities()).isNotNull();
    assertThatThrownBy(() -> client().getModelDetails("no/such"))
        .hasMessageContaining("there is no model 'no/such'");
  }

  @Test
  void learnsThatItRuns() throws OllamaException {
    assertThat(client().ping()).isTrue();
    assertThat(client().getVersion()).isNotBlank();
    assertThat(client().ps().getModels()).isEmpty();
  }

  private Ollama client() {
    Ollama client = new Ollama(served.url("/ollama"));
    client.setBearerAuth(ServedToSdks.KEY);
    return client;
  }
}
