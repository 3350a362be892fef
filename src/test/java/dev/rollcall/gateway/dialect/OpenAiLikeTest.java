package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.gateway.encoding.Frame;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Groq's, Together's and LM Studio's lists. */
class OpenAiLikeTest {

  @Test
  void groqSaysWhatIsKnown() {
    assertThat(new GroqDialect().entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"box/lab/all:1","object":"model","created":1760486400,"owned_by":"lab",
                 "active":true,"context_window":200000,"max_completion_tokens":64000}"""));
    assertThat(new GroqDialect().entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"bare","object":"model","created":0,"owned_by":"openai-compatible",
                 "active":true}"""));
  }

  @Test
  void togetherSaysWhatIsKnownInABareArray() {
    TogetherDialect together = new TogetherDialect();
    JsonObject all = together.entry(Described.ALL, Ids.QUALIFIED);

    assertThat(all.encode())
        .isEqualTo(
            "{\"id\":\"box/lab/all:1\",\"object\":\"model\",\"created\":1760486400,"
                + "\"type\":\"chat\",\"display_name\":\"All One\",\"organization\":\"lab\","
                + "\"context_length\":200000,"
                + "\"pricing\":{\"input\":3,\"output\":15.5,\"cached_input\":0.3}}");
    assertThat(together.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"bare","object":"model","created":0,"display_name":"bare",
                 "organization":"openai-compatible"}"""));
    assertThat(together.frame(Described.page())).isEqualTo(new Frame("[", "]"));
  }

  @Test
  void lmStudioSaysWhatIsKnown() {
    assertThat(new LmStudioDialect().entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"box/lab/all:1","object":"model","created":1760486400,"owned_by":"lab",
                 "type":"vlm","publisher":"lab","arch":"lab-all","quantization":"Q4_K_M",
                 "state":"not-loaded","max_context_length":200000,"capabilities":["tool_use"]}"""));
    assertThat(new LmStudioDialect().entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"bare","object":"model","created":0,"owned_by":"openai-compatible",
                 "publisher":"openai-compatible","state":"not-loaded"}"""));
  }
}
