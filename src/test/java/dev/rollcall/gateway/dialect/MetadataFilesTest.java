package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The files of models.dev and LiteLLM. */
class MetadataFilesTest {

  private final ModelsDevDialect modelsDev = new ModelsDevDialect();
  private final LiteLlmDialect liteLlm = new LiteLlmDialect();

  @Test
  void modelsDevSaysWhatIsKnown() {
    assertThat(modelsDev.key(Described.ALL, Ids.QUALIFIED)).isEqualTo("lab/all:1");
    assertThat(modelsDev.entry(Described.ALL, Ids.QUALIFIED).encode())
        .isEqualTo(
            new JsonObject(
                    """
                    {"id":"lab/all:1","name":"All One","family":"lab-all","attachment":true,
                     "reasoning":false,"tool_call":true,"structured_output":true,
                     "knowledge":"2025-02-28","release_date":"2025-10-15",
                     "modalities":{"input":["text","image","pdf"],"output":["text"]},
                     "open_weights":true,
                     "cost":{"input":3,"output":15.5,"cache_read":0.3,"cache_write":3.75},
                     "limit":{"context":200000,"input":190000,"output":64000},
                     "status":"deprecated"}""")
                .encode());
  }

  @Test
  void modelsDevHasWhatItsReadersNeedWhenNothingIsKnown() {
    assertThat(modelsDev.entry(Described.BARE, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"bare","name":"bare","attachment":false,"reasoning":false,
                 "tool_call":false,"limit":{"context":0,"output":0}}"""));
  }

  @Test
  void modelsDevPutsProvidersAroundTheirModels() {
    ModelInfo other =
        new ModelInfo("claude", "anthropic", Source.LIVE, ModelFacts.of("c").build(), null);
    Frame frame = modelsDev.frame(Described.page(Described.ALL, Described.BARE, other));

    assertThat(modelsDev.between(Described.ALL, Described.BARE)).isEqualTo(",");
    JsonObject file =
        new JsonObject(
            frame.before()
                + "\"a\":{},\"b\":{}"
                + modelsDev.between(Described.BARE, other)
                + "\"c\":{}"
                + frame.after());
    assertThat(file)
        .isEqualTo(
            new JsonObject(
                """
                {"box":{"id":"box","name":"box","env":[],"npm":"@ai-sdk/openai-compatible",
                   "models":{"a":{},"b":{}}},
                 "claude":{"id":"claude","name":"claude","env":["ANTHROPIC_API_KEY"],
                   "npm":"@ai-sdk/anthropic","models":{"c":{}}}}"""));
    assertThat(modelsDev.frame(Described.page())).isEqualTo(new Frame("{", "}"));
  }

  @Test
  void liteLlmSaysWhatIsKnown() {
    assertThat(liteLlm.key(Described.ALL, Ids.QUALIFIED)).isEqualTo("box/lab/all:1");
    assertThat(liteLlm.key(Described.ALL, Ids.NATIVE)).isEqualTo("lab/all:1");
    JsonObject entry = new JsonObject(liteLlm.entry(Described.ALL, Ids.QUALIFIED).encode());
    assertThat(entry)
        .isEqualTo(
            new JsonObject(
                """
                {"litellm_provider":"openai_like","mode":"chat","max_input_tokens":190000,
                 "max_output_tokens":64000,"max_tokens":64000,
                 "input_cost_per_token":3e-06,"output_cost_per_token":1.55e-05,
                 "cache_read_input_token_cost":3e-07,
                 "cache_creation_input_token_cost":3.75e-06,
                 "supports_function_calling":true,"supports_vision":true,
                 "supports_reasoning":false,"supports_response_schema":true,
                 "supports_pdf_input":true,"deprecation_date":"2026-12-31"}"""));
  }

  @Test
  void liteLlmLeavesOutWhatIsNot() {
    assertThat(liteLlm.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(new JsonObject("{\"litellm_provider\":\"openai_like\"}"));
  }
}
