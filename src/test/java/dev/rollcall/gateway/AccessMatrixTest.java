package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what: by where the server listens, its keys, the key sent, and the page that asks. */
class AccessMatrixTest {

  private static final String PAGE = "https://app.example:8443";
  private static final FakeLists LISTS = new FakeLists(Samples.live("box", "ollama", "m"));
  private static final Map<String, Http> SERVERS = new HashMap<>();
  private static Vertx vertx;

  @BeforeAll
  static void listen() throws Exception {
    vertx = Vertx.vertx();
    for (String host : List.of("127.0.0.1", "0.0.0.0")) {
      for (String keys : List.of("none", "read", "admin", "both", "broken")) {
        GatewayVerticle gateway =
            new GatewayVerticle(
                new Addresses(host.replace('.', '_') + keys),
                new ServerConfig(host, 0, null, access(keys), false),
                Samples.service(LISTS));
        vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
        SERVERS.put(host + keys, new Http(vertx, gateway.port()));
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # host,    keys,   sent,   read, change, change by an allowed page, change by another
          127.0.0.1, none,   -,      200, 200, 200, 403
          127.0.0.1, none,   reader, 200, 200, 200, 403
          127.0.0.1, read,   -,      401, 401, 401, 401
          127.0.0.1, read,   wrong,  401, 401, 401, 401
          127.0.0.1, read,   reader, 200, 200, 200, 403
          127.0.0.1, admin,  -,      200, 401, 401, 401
          127.0.0.1, admin,  wrong,  200, 401, 401, 401
          127.0.0.1, admin,  boss,   200, 200, 200, 403
          127.0.0.1, both,   -,      401, 401, 401, 401
          127.0.0.1, both,   reader, 200, 403, 403, 403
          127.0.0.1, both,   boss,   200, 200, 200, 403
          127.0.0.1, broken, -,      401, 401, 401, 401
          127.0.0.1, broken, reader, 401, 401, 401, 401
          0.0.0.0,   none,   -,      200, 403, 403, 403
          0.0.0.0,   none,   wrong,  200, 403, 403, 403
          0.0.0.0,   read,   -,      401, 401, 401, 401
          0.0.0.0,   read,   reader, 200, 403, 403, 403
          0.0.0.0,   admin,  -,      200, 401, 401, 401
          0.0.0.0,   admin,  boss,   200, 200, 200, 403
          0.0.0.0,   both,   wrong,  401, 401, 401, 401
          0.0.0.0,   both,   reader, 200, 403, 403, 403
          0.0.0.0,   both,   boss,   200, 200, 200, 403
          0.0.0.0,   broken, boss,   401, 401, 401, 401
          """)
  void servesWhoMay(
      String host, String keys, String sent, int read, int change, int byPage, int byOther) {
    Http http = SERVERS.get(host + keys);
    Map<String, String> key = sent == null ? Map.of() : Map.of("Authorization", "Bearer " + sent);
    int before = LISTS.changes.size();

    assertThat(http.send(HttpMethod.GET, "/v1/models", key).status()).isEqualTo(read);
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache", key).status()).isEqualTo(change);
    assertThat(http.send(HttpMethod.POST, "/v1/refresh", from(key, PAGE)).status())
        .isEqualTo(byPage);
    assertThat(
            http.send(HttpMethod.POST, "/v1/refresh", from(key, "https://evil.example")).status())
        .isEqualTo(byOther);
    int changed = (change == 200 ? 1 : 0) + (byPage == 200 ? 1 : 0) + (byOther == 200 ? 1 : 0);
    assertThat(LISTS.changes).hasSize(before + changed);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer reader, 200",
    "Authorization, bearer  reader, 200",
    "Authorization, BEARER boss, 200",
    "x-api-key, reader, 200",
    "X-Api-Key, boss, 200",
    "Authorization, reader, 401",
    "Authorization, Basic reader, 401",
    "Authorization, Bearer, 401",
    "Authorization, Bearer readers, 401",
    "Authorization, Bearer reade, 401",
    "Authorization, Bearer READER, 401",
    "x-api-key, 'reader,boss', 401",
    "x-api-key, '', 401",
    "api-key, reader, 401"
  })
  void takesAKeyAsClientsSendIt(String header, String value, int status) {
    Http.Reply reply =
        SERVERS.get("0.0.0.0both").send(HttpMethod.GET, "/v1/models", Map.of(header, value));

    assertThat(reply.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 401",
    "GET, /v1/nothing, 401",
    "PUT, /v1/models, 401",
    "OPTIONS, /v1/models, 401",
    "HEAD, /v1/models, 401",
    "GET, /v1/models/%zz, 401",
    "GET, /v1/../health/live, 401",
    "GET, //health/live, 401",
    "GET, /health, 401",
    "GET, /health/live, 200",
    "GET, /health/ready/, 200",
    "GET, /health/../v1/models, 404",
    "GET, /health/%2e%2e/v1/models, 404"
  })
  void tellsStrangersNothingButThatItRuns(String method, String uri, int status) {
    Http.Reply reply = SERVERS.get("0.0.0.0both").send(HttpMethod.valueOf(method), uri);

    assertThat(reply.status()).isEqualTo(status);
    if (status == 401) {
      assertThat(reply.headers().get("www-authenticate")).isEqualTo("Bearer");
      assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void triesABoundedNumberOfKeys() {
    Http http = SERVERS.get("0.0.0.0both");
    String uri = "/gemini/v1beta/models?key=";

    assertThat(http.get(uri + "x&key=".repeat(7) + "reader").status()).isEqualTo(200);
    assertThat(http.get(uri + "x&key=".repeat(8) + "reader").status()).isEqualTo(401);
  }

  @Test
  void saysWhatIsWrongButNotTheKey() {
    Http http = SERVERS.get("0.0.0.0both");

    Http.Reply missing = http.get("/v1/models");
    Http.Reply wrong =
        http.send(HttpMethod.GET, "/v1/models", Map.of("x-api-key", "sk-do-not-tell"));
    Http.Reply reader = http.send(HttpMethod.DELETE, "/v1/cache", Map.of("x-api-key", "reader"));

    assertThat(missing.error().encode())
        .isEqualTo(
            "{\"message\":\"this needs an API key, as Authorization: Bearer or x-api-key\","
                + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}");
    assertThat(wrong.error().getString("code")).isEqualTo("invalid_api_key");
    assertThat(wrong.body() + wrong.headers()).doesNotContain("sk-do-not-tell");
    assertThat(reader.error().getString("code")).isEqualTo("admin_key_required");
    assertThat(SERVERS.get("127.0.0.1broken").get("/v1/models").error().getString("message"))
        .contains("none of the keys in server.api_keys can be used");
  }

  @Test
  void otherKeysApplyAtOnceAlsoToConnectionsThatAreOpen() throws Exception {
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("rotated"),
            new ServerConfig("127.0.0.1", 0, null, access("read"), false),
            Samples.service(LISTS));
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    Http http = new Http(vertx, gateway.port());
    assertThat(http.send(HttpMethod.GET, "/", Map.of("x-api-key", "reader")).status())
        .isEqualTo(200);

    gateway.admit(access("admin"));
    assertThat(http.get("/").status()).isEqualTo(200);
    gateway.admit(access("both"));

    assertThat(http.get("/").status()).isEqualTo(401);
    assertThat(http.send(HttpMethod.GET, "/", Map.of("x-api-key", "boss")).status()).isEqualTo(200);
  }

  private static Map<String, String> from(Map<String, String> key, String origin) {
    Map<String, String> headers = new HashMap<>(key);
    headers.put("Origin", origin);
    headers.put("Sec-Fetch-Site", "cross-site");
    return headers;
  }

  private static AccessConfig access(String keys) {
    ServerKeys reader =
        new ServerKeys(true, List.of(Secret.of("other"), Secret.of("reader")), null);
    ServerKeys boss = new ServerKeys(true, List.of(Secret.of("boss")), null);
    ServerKeys broken = new ServerKeys(true, List.of(), "/none");
    ServerKeys api =
        switch (keys) {
          case "read", "both" -> reader;
          case "broken" -> broken;
          default -> ServerKeys.NONE;
        };
    ServerKeys admin =
        switch (keys) {
          case "admin", "both" -> boss;
          case "broken" -> broken;
          default -> ServerKeys.NONE;
        };
    return new AccessConfig(api, admin, Set.of(), Set.of(PAGE));
  }
}
