package dev.rollcall.gateway;

import static dev.rollcall.feed.Events.added;
import static dev.rollcall.feed.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.feed.Events;
import dev.rollcall.feed.History;
import dev.rollcall.feed.Past;
import dev.rollcall.model.ModelJson;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class ChangePageTest {

  private final History history = new History();
  private final FakeLists lists =
      new FakeLists(Samples.live("acme", "openai", "m"), Samples.live("box", "ollama", "m"));
  private Http http;

  @BeforeEach
  void listen(Vertx vertx) throws Exception {
    history.begin(Past.unknown(40), 42);
    ModelService service = Samples.service(lists, history);
    GatewayVerticle gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    http = new Http(vertx, gateway.port());
  }

  @Test
  void anEventIsAsOnTheBusWithItsIdKindAndTime() {
    history.add(added(43, "acme", "new \"one\""), "openai");
    history.add(status("box", "ollama"), 43, Events.AT);

    Http.Reply reply = http.get("/v1/changes");

    assertThat(reply.headers().get("cache-control")).isEqualTo("no-store");
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    JsonObject page = reply.json();
    assertThat(page.fieldNames())
        .containsExactly("object", "data", "has_more", "next", "truncated");
    assertThat(page.getString("object")).isEqualTo("list");
    assertThat(page.getJsonArray("data").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("id", "43")
                .put("event", "changed")
                .put("at", "2026-11-22T12:00:00Z")
                .put("data", ModelJson.toJson(added(43, "acme", "new \"one\""))));
    assertThat(page.getJsonArray("data").getJsonObject(1).getString("event")).isEqualTo("status");
    assertThat(page.getString("next")).isEqualTo("43.1");
    assertThat(page.getBoolean("has_more")).isFalse();
    assertThat(page.getBoolean("truncated")).isFalse();
  }

  @Test
  void pagesFollowEachOtherAndTheLastIsAskedForAgain() {
    for (long seq = 43; seq < 143; seq++) {
      history.add(added(seq, seq % 3 == 0 ? "box" : "acme", "m"), "openai");
    }
    List<String> ids = new ArrayList<>();
    String next = "42";
    boolean hasMore = true;
    while (hasMore) {
      JsonObject page = http.get("/v1/changes?limit=7&provider=acme&since=" + next).json();
      assertThat(page.getJsonArray("data").size()).isLessThanOrEqualTo(7);
      ids.addAll(ids(page));
      next = page.getString("next");
      hasMore = page.getBoolean("has_more");
    }
    assertThat(ids).hasSize(67).doesNotHaveDuplicates();
    assertThat(next).isEqualTo("142");
    assertThat(ids(http.get("/v1/changes?since=" + next).json())).isEmpty();
    history.add(added(143, "acme", "m"), "openai");

    assertThat(ids(http.get("/v1/changes?since=" + next).json())).containsExactly("143");
  }

  @Test
  void aPageHasAHundredEventsAndAtMostAThousand() {
    for (long seq = 43; seq < 3000; seq++) {
      history.add(added(seq, "acme", "m"), "openai");
    }

    assertThat(ids(http.get("/v1/changes").json())).hasSize(100);
    assertThat(ids(http.get("/v1/changes?limit=5000").json())).hasSize(1000);
  }

  @ParameterizedTest
  @CsvSource({"39", "99999"})
  void aPlaceThatIsNotKnownGivesAllThereIsAndSaysSo(String since) {
    history.add(added(43, "acme", "m"), "openai");

    JsonObject page = http.get("/v1/changes?since=" + since).json();

    assertThat(page.getBoolean("truncated")).isTrue();
    assertThat(ids(page)).containsExactly("43");
    assertThat(page.getString("next")).isEqualTo("43");
  }

  @Test
  void whereNothingHasChangedThereIsAPlaceToGoOnFrom() {
    JsonObject page = http.get("/v1/changes").json();
    assertThat(ids(page)).isEmpty();
    history.add(added(43, "acme", "m"), "openai");

    assertThat(ids(http.get("/v1/changes?since=" + page.getString("next")).json()))
        .containsExactly("43");
  }

  @Test
  void aChangeThatListsContainButTheHistoryDoesNotYetIsNotSkipped() {
    history.add(added(41, "acme", "m"), "openai");
    String next = http.get("/v1/changes").json().getString("next");
    history.add(added(42, "acme", "n"), "openai");

    assertThat(ids(http.get("/v1/changes?since=" + next).json())).containsExactly("42");
  }

  @ParameterizedTest
  @CsvSource({
    "since=1e3,since",
    "since=43&since=44,since",
    "limit=0,limit",
    "limit=x,limit",
    "provider=none,provider",
    "'provider=acme,',provider",
    "type=none,type"
  })
  void whatCannotBeAskedForIsOneClear400(String query, String param) {
    Http.Reply reply = http.get("/v1/changes?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().getString("param")).isEqualTo(param);
    assertThat(reply.error().getString("type")).isEqualTo("invalid_request_error");
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("data").stream()
        .map(event -> ((JsonObject) event).getString("id"))
        .toList();
  }
}
