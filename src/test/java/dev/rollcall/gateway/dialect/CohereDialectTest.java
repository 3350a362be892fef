package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereDialectTest {

  private final CohereDialect cohere = new CohereDialect();

  @Test
  void saysWhatIsKnown() {
    assertThat(cohere.entry(Described.ALL, Ids.QUALIFIED))
        .isEqualTo(
            new JsonObject(
                """
                {"name":"box/lab/all:1","is_deprecated":true,"endpoints":["chat"],
                 "context_length":200000,"features":["json_schema","tools","vision"]}"""));
  }

  @Test
  void leavesOutWhatIsNot() {
    assertThat(cohere.entry(Described.BARE, Ids.NATIVE))
        .isEqualTo(new JsonObject("{\"name\":\"bare\",\"endpoints\":[],\"features\":[]}"));
  }

  @Test
  void hasATokenOnlyWhereAPageFollows() {
    Page middle = Described.middle(Described.BARE);

    assertThat(cohere.frame(middle).after())
        .isEqualTo("],\"next_page_token\":\"" + middle.token() + "\"}");
    assertThat(cohere.frame(Described.page(Described.BARE)).after()).isEqualTo("]}");
  }

  @ParameterizedTest
  @CsvSource({"chat, chat", "embed, embedding", "rerank, rerank", "generate, completion"})
  void takesAnEndpointForWhatAModelDoes(String endpoint, String capability) {
    assertThat(cohere.filter("capability", endpoint(endpoint))).containsExactly(capability);
    assertThat(cohere.filter("q", endpoint(endpoint))).isEmpty();
  }

  @Test
  void refusesAnEndpointThatNoModelIsFor() {
    assertThatThrownBy(() -> cohere.filter("capability", endpoint("fly")))
        .hasMessage("endpoint is one of chat, embed, generate and rerank");
  }

  @Test
  void tellsErrorsAsAMessage() {
    assertThat(cohere.error(new RequestFailure(404, "code", "Why.", null)))
        .isEqualTo(new JsonObject("{\"message\":\"Why.\"}"));
  }

  private static Parameters endpoint(String value) {
    return new Parameters(name -> Map.of("endpoint", List.of(value)).getOrDefault(name, List.of()));
  }
}
