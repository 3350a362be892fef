package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class OllamaDialectTest {

  private final OllamaDialect ollama = new OllamaDialect();

  @Test
  void saysWhatIsKnown() {
    JsonObject entry = ollama.entry(Described.ALL, Ids.QUALIFIED);
    entry.remove("digest");

    assertThat(entry)
        .isEqualTo(
            new JsonObject(
                """
                {"name":"box/lab/all:1","model":"box/lab/all:1",
                 "modified_at":"2025-10-15T00:00:00Z","size":0,
                 "details":{"family":"lab-all","families":["lab-all"],"parameter_size":"8.2B",
                   "quantization_level":"Q4_K_M"}}"""));
  }

  @Test
  void leavesOutWhatIsNotAndHasWhatClientsNeed() {
    JsonObject entry = ollama.entry(Described.BARE, Ids.NATIVE);

    assertThat((String) entry.remove("digest")).matches("[0-9a-f]{64}");
    assertThat(entry)
        .isEqualTo(
            new JsonObject(
                """
                {"name":"bare","model":"bare","modified_at":"1970-01-01T00:00:00Z","size":0,
                 "details":{}}"""));
  }

  @Test
  void hasADigestThatChangesWithTheFactsOnly() {
    String digest = digest(ModelFacts.of("m").contextWindow(1L).build());

    assertThat(digest(ModelFacts.of("m").contextWindow(1L).build())).isEqualTo(digest);
    assertThat(digest(ModelFacts.of("m").contextWindow(2L).build())).isNotEqualTo(digest);
    assertThat(digest(ModelFacts.of("n").contextWindow(1L).build())).isNotEqualTo(digest);
  }

  @Test
  void showsWhatAModelCan() {
    assertThat(show(Described.ALL.facts()))
        .isEqualTo(
            new JsonObject(
                """
                {"modified_at":"2025-10-15T00:00:00Z",
                 "details":{"family":"lab-all","families":["lab-all"],"parameter_size":"8.2B",
                   "quantization_level":"Q4_K_M"},
                 "model_info":{"general.architecture":"lab-all","lab-all.context_length":200000},
                 "capabilities":["completion","tools","vision"]}"""));
    assertThat(show(ModelFacts.of("m").contextWindow(8L).build()).getJsonObject("model_info"))
        .isEqualTo(new JsonObject("{\"general.context_length\":8}"));
    assertThat(show(Described.BARE.facts()))
        .isEqualTo(
            new JsonObject(
                """
                {"modified_at":"1970-01-01T00:00:00Z","details":{},"model_info":{},
                 "capabilities":[]}"""));
    ModelFacts both =
        ModelFacts.of("m").capabilities(List.of(Capability.CHAT, Capability.COMPLETION)).build();
    assertThat(show(both).getJsonArray("capabilities"))
        .isEqualTo(new JsonArray().add("completion"));
  }

  @Test
  void framesNothingBesideTheModels() {
    assertThat(ollama.frame(Described.middle(Described.BARE)))
        .isEqualTo(new Frame("{\"models\":[", "]}"));
  }

  @Test
  void tellsErrorsAsText() {
    assertThat(ollama.error(new RequestFailure(404, "code", "Why.", null)))
        .isEqualTo(new JsonObject("{\"error\":\"Why.\"}"));
  }

  private String digest(ModelFacts facts) {
    return ollama.entry(Described.model(facts), Ids.QUALIFIED).getString("digest");
  }

  private JsonObject show(ModelFacts facts) {
    return ollama.resources().stream()
        .filter(Resource.NamedModel.class::isInstance)
        .map(Resource.NamedModel.class::cast)
        .findFirst()
        .orElseThrow()
        .body()
        .apply(Described.model(facts), Ids.QUALIFIED);
  }
}
