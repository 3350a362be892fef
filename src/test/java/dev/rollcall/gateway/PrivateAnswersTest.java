package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrivateAnswersTest {

  private static final Map<String, String> KEY = Map.of("Authorization", "Bearer reader");

  private static Vertx vertx;
  private static Http keyed;
  private static Http open;

  @BeforeAll
  static void listen() throws Exception {
    vertx = Vertx.vertx();
    ServerKeys none = ServerKeys.NONE;
    ServerKeys reader = new ServerKeys(true, List.of(Secret.of("reader")), null);
    keyed = new Http(vertx, port("keyed", new AccessConfig(reader, none, Set.of(), Set.of())));
    open = new Http(vertx, port("open", new AccessConfig(none, none, Set.of(), Set.of())));
  }

  private static int port(String prefix, AccessConfig access) throws Exception {
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses(prefix),
            new ServerConfig("127.0.0.1", 0, null, access, false),
            Samples.service(new FakeLists(Samples.live("box", "ollama", "m"))));
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    return gateway.port();
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** All paths that are read, one model or instance in the place of a parameter. */
  private static List<String> paths() {
    return open.get("/").json().getJsonArray("endpoints").stream()
        .map(JsonObject.class::cast)
        .filter(endpoint -> endpoint.getString("method").equals("GET"))
        .map(endpoint -> endpoint.getString("path"))
        .map(path -> path.replace("{name}", "box").replaceAll("\\{[a-z]+}", "box%2Fm"))
        .distinct()
        .toList();
  }

  @Test
  void everyAnswerBehindKeysIsPrivateAndVariesByTheHeadersThatCarryOne() {
    assertThat(paths()).hasSizeGreaterThan(20);
    for (String path : paths()) {
      for (Map<String, String> headers :
          List.of(KEY, Map.of("x-api-key", "wrong"), Map.<String, String>of())) {
        Http.Reply reply = keyed.send(HttpMethod.HEAD, path, headers);
        assertPrivate(path, reply.headers());
      }
    }
  }

  @Test
  void answersThatAreReadyAnd304sArePrivateToo() {
    for (String path : List.of("/v1/models", "/v1/models?q=m", "/ollama/api/tags")) {
      for (int i = 0; i < 3; i++) {
        Http.Reply reply = keyed.send(HttpMethod.GET, path, KEY);
        assertThat(reply.status()).isEqualTo(200);
        assertPrivate(path, reply.headers());
        String etag = reply.headers().get("etag");
        Http.Reply unchanged =
            keyed.send(
                HttpMethod.GET,
                path,
                Map.of("Authorization", "Bearer reader", "If-None-Match", etag));
        assertThat(unchanged.status()).isEqualTo(304);
        assertPrivate(path, unchanged.headers());
      }
    }
  }

  @Test
  void errorsBehindKeysArePrivateToo() {
    for (String path : List.of("/nothing", "/v1/models/none", "/v1/models?limit=x")) {
      assertPrivate(path, keyed.send(HttpMethod.GET, path, KEY).headers());
      assertPrivate(path, keyed.send(HttpMethod.POST, path, KEY).headers());
    }
  }

  @Test
  void answersForEverybodyAreNot() {
    for (String path : paths()) {
      MultiMap headers = open.send(HttpMethod.HEAD, path).headers();

      assertThat(headers.getAll("cache-control")).as(path).noneMatch(it -> it.contains("private"));
      assertThat(headers.getAll("vary")).as(path).noneMatch(it -> it.contains("Authorization"));
    }
    assertThat(open.get("/v1/models").headers().get("cache-control")).startsWith("max-age=");
  }

  private static void assertPrivate(String path, MultiMap headers) {
    assertThat(headers.getAll("cache-control")).as(path).hasSize(1);
    assertThat(headers.get("cache-control")).as(path).startsWith("private");
    assertThat(headers.getAll("vary")).as(path).hasSize(1);
    assertThat(Stream.of(headers.get("vary").split(", *")).map(it -> it.toLowerCase(Locale.ROOT)))
        .as(path)
        .contains("authorization", "x-api-key", "x-goog-api-key");
  }
}
