package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicDialectTest {

  private final AnthropicDialect anthropic = new AnthropicDialect();

  @Test
  void saysWhatIsKnown() {
    assertThat(anthropic.entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"type":"model","id":"box/lab/all:1","display_name":"All One",
                 "created_at":"2025-10-15T00:00:00Z","lifecycle":"deprecated",
                 "retires_at":"2026-12-31T00:00:00Z","max_input_tokens":190000,
                 "max_tokens":64000}"""));
  }

  @Test
  void leavesOutWhatIsNotAndHasWhatClientsNeed() {
    assertThat(anthropic.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(
            new JsonObject(
                """
                {"type":"model","id":"bare","display_name":"bare",
                 "created_at":"1970-01-01T00:00:00Z","lifecycle":"active"}"""));
  }

  @ParameterizedTest
  @CsvSource({"-1", "99999999999999", "9223372036854775807"})
  void takesNoTimeBeyondTheCalendar(long created) {
    assertThat(
            anthropic
                .entry(Described.model(ModelFacts.of("m").created(created).build()), Ids.QUALIFIED)
                .getString("created_at"))
        .isEqualTo("1970-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"active, false", "deprecated, true", "retired, ''", "'', ''"})
  void understandsWhichModelsAreMeant(String lifecycle, String deprecated) {
    Parameters sent =
        new Parameters(name -> name.equals("lifecycle[]") ? List.of(lifecycle) : List.<String>of());

    assertThat(String.join(",", anthropic.filter("deprecated", sent))).isEqualTo(deprecated);
    assertThat(anthropic.filter("q", sent)).isEmpty();
  }

  @Test
  void namesTheEndsOfAPage() {
    assertThat(anthropic.frame(Described.middle(Described.ALL, Described.BARE)))
        .isEqualTo(
            new Frame(
                "{\"data\":[",
                "],\"has_more\":true,\"first_id\":\"box/lab/all:1\",\"last_id\":\"box/bare\"}"));
    assertThat(anthropic.frame(Described.page()).after())
        .isEqualTo("],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error",
    "401, authentication_error",
    "403, permission_error",
    "404, not_found_error",
    "405, invalid_request_error",
    "413, request_too_large",
    "429, rate_limit_error",
    "500, api_error",
    "503, overloaded_error"
  })
  void hasATypeForEveryError(int status, String type) {
    JsonObject error = anthropic.error(new RequestFailure(status, "code", "Why.", null));

    assertThat(error.getString("type")).isEqualTo("error");
    assertThat(error.getJsonObject("error"))
        .isEqualTo(new JsonObject().put("type", type).put("message", "Why."));
    assertThat(anthropic.errorHeaders(error))
        .containsEntry("request-id", error.getString("request_id"));
  }
}
