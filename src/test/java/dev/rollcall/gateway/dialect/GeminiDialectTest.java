package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiDialectTest {

  private final GeminiDialect gemini = new GeminiDialect();

  @Test
  void saysWhatIsKnown() {
    assertThat(gemini.entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"name":"models/box/lab/all:1","displayName":"All One","inputTokenLimit":190000,
                 "outputTokenLimit":64000,"supportedGenerationMethods":["generateContent"],
                 "thinking":false}"""));
  }

  @Test
  void leavesOutWhatIsNot() {
    assertThat(gemini.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(new JsonObject("{\"name\":\"models/bare\",\"displayName\":\"bare\"}"));
  }

  @Test
  void leavesOutLimitsThatClientsCannotRead() {
    ModelFacts facts =
        ModelFacts.of("m").contextWindow(3_000_000_000L).maxOutputTokens(2_147_483_647L).build();

    JsonObject entry = gemini.entry(Described.model(facts), Ids.QUALIFIED);

    assertThat(entry.containsKey("inputTokenLimit")).isFalse();
    assertThat(entry.getLong("outputTokenLimit")).isEqualTo(2_147_483_647L);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETION, generateContent",
    "EMBEDDING, embedContent",
    "IMAGE_GENERATION, predict",
    "VIDEO_GENERATION, predictLongRunning"
  })
  void namesTheMethodForWhatAModelDoes(Capability capability, String method) {
    ModelFacts facts = ModelFacts.of("m").can(capability).build();

    assertThat(
            gemini
                .entry(Described.model(facts), Ids.QUALIFIED)
                .getJsonArray("supportedGenerationMethods"))
        .isEqualTo(new JsonArray().add(method));
  }

  @Test
  void hasATokenOnlyWhereAPageFollows() {
    Page middle = Described.middle(Described.BARE);

    assertThat(gemini.frame(middle).after())
        .isEqualTo("],\"nextPageToken\":\"" + middle.token() + "\"}");
    assertThat(gemini.frame(Described.page(Described.BARE)).after()).isEqualTo("]}");
    assertThat(gemini.frame(Described.page()).after()).isEqualTo("]}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "405, UNIMPLEMENTED",
    "409, ABORTED",
    "413, INVALID_ARGUMENT",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE"
  })
  void hasAStatusForEveryError(int code, String status) {
    assertThat(gemini.error(new RequestFailure(code, "code", "Why.", null)))
        .isEqualTo(
            new JsonObject()
                .put(
                    "error",
                    new JsonObject()
                        .put("code", code)
                        .put("message", "Why.")
                        .put("status", status)));
  }
}
