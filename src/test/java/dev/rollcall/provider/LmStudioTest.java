package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.Listing.Call;
import dev.rollcall.provider.Listing.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LmStudioTest {

  private static final Endpoint LOCAL = new Endpoint("http://localhost:1234", false);
  private static final Call V1 = Call.get("http://localhost:1234/api/v1/models");
  private static final Call V0 = Call.get("http://localhost:1234/api/v0/models");
  private static final Call OPENAI = Call.get("http://localhost:1234/v1/models");

  private final LmStudio lmStudio = new LmStudio();

  @Test
  void triesOneApiAfterTheOther() {
    assertThat(lmStudio.first(LOCAL)).isEqualTo(V1);
    assertThat(lmStudio.instead(LOCAL, V1, 404, null)).isEqualTo(V0);
    assertThat(lmStudio.instead(LOCAL, V0, 405, null)).isEqualTo(OPENAI);
    assertThat(lmStudio.instead(LOCAL, OPENAI, 404, null)).isNull();
  }

  @Test
  void ignoresAnOpenAiPath() {
    Endpoint openAi = new Endpoint("http://localhost:1234/v1", false);
    assertThat(lmStudio.first(openAi)).isEqualTo(V1);
    assertThat(lmStudio.instead(openAi, V1, 404, null)).isEqualTo(V0);
  }

  @ParameterizedTest
  @CsvSource({"200", "400"})
  void knowsAnUnknownPathByItsBody(int status) {
    Object body = Reading.json("{'error':'Unexpected endpoint or method. (GET /api/v1/models)'}");
    assertThat(lmStudio.instead(LOCAL, V1, status, body)).isEqualTo(V0);
  }

  @Test
  void letsOtherAnswersStand() {
    assertThat(lmStudio.instead(LOCAL, V1, 200, Reading.json("{'models':[]}"))).isNull();
    assertThat(lmStudio.instead(LOCAL, V1, 401, Reading.json("{'error':'token'}"))).isNull();
    assertThat(lmStudio.instead(LOCAL, V1, 500, null)).isNull();
  }

  @Test
  void readsTheApiOf04() {
    ModelFacts model =
        model(
            "{'models':[{'type':'llm','publisher':'qwen','key':'qwen/qwen3',"
                + "'display_name':'Qwen3','architecture':'qwen3next',"
                + "'quantization':{'name':'Q4_K_M','bits_per_weight':4},'params_string':'80B',"
                + "'loaded_instances':[{'id':'i','config':{'context_length':4096}}],"
                + "'max_context_length':262144,'capabilities':{'vision':false,"
                + "'trained_for_tool_use':true,'reasoning':{'allowed_options':['off','on']}}}]}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("qwen/qwen3")
                .name("Qwen3")
                .ownedBy("qwen")
                .family("qwen3next")
                .quantization("Q4_K_M")
                .parameterCount("80B")
                .contextWindow(4096L)
                .can(Capability.CHAT)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.REASONING)
                .can(Capability.VISION, false)
                .build());
  }

  @Test
  void readsTheApiOf03() {
    ModelFacts model =
        model(
            "{'object':'list','data':[{'id':'google/gemma','type':'vlm','publisher':'google',"
                + "'arch':'gemma4','quantization':'4bit','max_context_length':131072,"
                + "'capabilities':['tool_use']}]}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("google/gemma")
                .ownedBy("google")
                .family("gemma4")
                .quantization("4bit")
                .contextWindow(131072L)
                .can(Capability.CHAT)
                .can(Capability.VISION)
                .can(Capability.FUNCTION_CALLING)
                .build());
  }

  @Test
  void readsOpenAisListOnEveryPath() {
    String list = "{'object':'list','data':[{'id':'x','owned_by':'organization_owner'}]}";
    for (Call call : new Call[] {V1, V0, OPENAI}) {
      assertThat(lmStudio.read(LOCAL, call, Reading.json(list)).rows())
          .containsExactly(new Listing.Row(ModelFacts.of("x").build(), null));
    }
  }

  @ParameterizedTest
  @CsvSource({"embedding", "embeddings"})
  void knowsEmbeddingByItsType(String type) {
    assertThat(model("{'models':[{'key':'e','type':'" + type + "'}]}").capabilities())
        .containsExactly(Capability.EMBEDDING);
  }

  private ModelFacts model(String body) {
    return Reading.only(lmStudio.read(LOCAL, V1, Reading.json(body)));
  }
}
