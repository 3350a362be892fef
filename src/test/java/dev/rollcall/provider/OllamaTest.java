package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.Listing.Call;
import dev.rollcall.provider.Listing.Detail;
import dev.rollcall.provider.Listing.Endpoint;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.provider.Listing.Page;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class OllamaTest {

  private static final Endpoint LOCAL = new Endpoint("http://localhost:11434", false);

  private final Ollama ollama = new Ollama();

  @Test
  void ignoresAnOpenAiPath() {
    assertThat(ollama.first(new Endpoint("http://localhost:11434/v1", false)))
        .isEqualTo(ollama.first(LOCAL))
        .isEqualTo(Call.get("http://localhost:11434/api/tags"));
  }

  @Test
  void readsWhatIsInstalled() {
    ModelFacts model =
        Reading.only(
            page(
                "{'models':[{'name':'qwen3:4b','model':'qwen3:4b','digest':'d','details':"
                    + "{'family':'qwen3','parameter_size':'4.0B','quantization_level':'Q4_K_M'}}]}"));
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("qwen3:4b")
                .family("qwen3")
                .parameterCount("4.0B")
                .quantization("Q4_K_M")
                .build());
  }

  @Test
  void leavesOutWhatIsUnknownOrEmpty() {
    ModelFacts model =
        Reading.only(
            page(
                "{'models':[{'name':'x','details':{'family':'','parameter_size':'',"
                    + "'quantization_level':'unknown'}}]}"));
    assertThat(model).isEqualTo(ModelFacts.of("x").build());
  }

  @Test
  void takesNothingInstalledAsAnEmptyList() {
    assertThat(page("{'models':[]}").rows()).isEmpty();
    assertThat(page("{'models':null}").rows()).isEmpty();
    assertThatThrownBy(() -> page("{}")).isInstanceOf(MalformedList.class);
  }

  @Test
  void asksOnceForEachDigest() {
    Page page =
        page(
            "{'models':[{'name':'a','digest':'1'},{'name':'b','digest':'1'},"
                + "{'name':'c','digest':'2'},{'name':'cloud','remote_model':'x'}]}");
    assertThat(page.rows()).extracting(Listing.Row::detailKey).containsExactly("1", "1", "2", null);
    assertThat(page.details()).containsExactly(show("1", "a"), show("2", "c"));
  }

  @Test
  void asksNotForWhatANewerServerHasTold() {
    Page page =
        page(
            "{'models':[{'name':'a','digest':'1','capabilities':['completion','vision'],"
                + "'details':{'context_length':8192}}]}");
    assertThat(page.details()).isEmpty();
    assertThat(Reading.only(page).contextWindow()).isEqualTo(8192);
  }

  @Test
  void readsTheDetailsOfAModel() {
    Object answer =
        Reading.json(
            "{'details':{'family':'qwen3','parameter_size':'32.8B'},"
                + "'model_info':{'general.architecture':'qwen3','qwen3.context_length':40960,"
                + "'tokenizer.ggml.merges':null},"
                + "'capabilities':['completion','tools','thinking','insert']}");
    assertThat(ollama.readDetails(show("d", "x"), answer))
        .containsOnlyKeys("d")
        .hasEntrySatisfying(
            "d",
            facts -> {
              assertThat(facts.contextWindow()).isEqualTo(40960);
              assertThat(facts.parameterCount()).isEqualTo("32.8B");
              assertThat(facts.capabilities())
                  .containsExactly(
                      Capability.CHAT,
                      Capability.COMPLETION,
                      Capability.FUNCTION_CALLING,
                      Capability.REASONING);
            });
  }

  @Test
  void knowsNoCapabilitiesFromAnOlderServer() {
    Object answer = Reading.json("{'details':{'family':'llama'},'model_info':{}}");
    assertThat(ollama.readDetails(show("d", "x"), answer).get("d").capabilities()).isEmpty();
  }

  @Test
  void refusesDetailsThatAreNone() {
    assertThatThrownBy(() -> ollama.readDetails(show("d", "x"), Reading.json("{'error':'e'}")))
        .isInstanceOf(MalformedList.class);
  }

  private Page page(String body) {
    return ollama.read(LOCAL, ollama.first(LOCAL), Reading.json(body));
  }

  private static Detail show(String digest, String model) {
    return new Detail(
        digest,
        true,
        new Call(
            HttpMethod.POST,
            "http://localhost:11434/api/show",
            new JsonObject().put("model", model)));
  }
}
