package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistralDialectTest {

  private final MistralDialect mistral = new MistralDialect();

  @Test
  void saysWhatIsKnown() {
    assertThat(mistral.entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"box/lab/all:1","object":"model","created":1760486400,"owned_by":"lab",
                 "type":"base","name":"All One","aliases":["all-latest"],
                 "capabilities":{"completion_chat":true,"function_calling":true,"vision":true,
                   "reasoning":false},
                 "max_context_length":200000,"deprecation":"2026-12-31T00:00:00Z"}"""));
  }

  @Test
  void leavesOutWhatIsNot() {
    assertThat(mistral.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"bare","object":"model","created":0,"owned_by":"openai-compatible",
                 "type":"base","name":"bare","aliases":[],"capabilities":{}}"""));
  }

  @Test
  void leavesItsClientsTheirOwnParameters() {
    Parameters sent = new Parameters(name -> List.of("x"));

    assertThat(mistral.filter("provider", sent)).isEmpty();
    assertThat(mistral.filter("type", sent)).containsExactly("x");
  }

  @Test
  void tellsErrorsAtTheTop() {
    assertThat(mistral.error(new RequestFailure(404, "code", "Why.", "id")))
        .isEqualTo(
            new JsonObject(
                """
                {"object":"error","message":"Why.","type":"invalid_request_error","param":"id",
                 "code":"code"}"""));
  }
}
