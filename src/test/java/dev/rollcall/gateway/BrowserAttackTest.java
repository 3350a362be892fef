package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page that the user of this machine visits can make the browser send. */
class BrowserAttackTest {

  private static final String PAGE = "https://app.example";

  private final FakeLists lists = new FakeLists(Samples.live("box", "ollama", "m"));
  private final Vertx vertx = Vertx.vertx();
  private Http http;
  private int port;

  @BeforeEach
  void listen() throws Exception {
    serve("127.0.0.1", Set.of("rollcall.internal", "2001:db8::1"), Set.of());
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:PORT, 200",
    "app.localhost, 200",
    "127.0.0.1:PORT, 200",
    "127.8.8.8, 200",
    "[::1]:PORT, 200",
    "rollcall.internal:80, 200",
    "Rollcall.Internal, 200",
    "[2001:db8::1], 200",
    "evil.example, 403",
    "evil.example:PORT, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "evillocalhost, 403",
    "0.0.0.0, 403",
    "192.168.1.5, 403",
    "[::], 403",
    "rollcall.internal.evil.example, 403",
    "user@localhost, 400",
    "localhost:, 400",
    "localhost:x, 400",
    "localhost:123456, 400",
    "'local host', 400",
    "localhost/, 400",
    "::1, 400",
    "'', 400"
  })
  void isOnlyCalledByItsOwnNames(String host, int status) {
    for (String path : List.of("/v1/models", "/health/live", "/nothing")) {
      String answer = answer(path, "Host: " + host.replace("PORT", "" + port));
      int expected = status == 200 && path.equals("/nothing") ? 404 : status;

      assertThat(answer).startsWith("HTTP/1.1 " + expected + " ");
      if (status == 403) {
        assertThat(answer).contains("\"code\":\"host_not_allowed\"").doesNotContain("evil");
      }
    }
  }

  @Test
  void anAbsoluteTargetNamesItTwice() {
    assertThat(answer("http://localhost:1/health/live", "Host: localhost")).contains(" 200 OK");
    assertThat(answer("http://evil.example/v1/models", "Host: localhost")).contains(" 403 ");
    assertThat(answer("http://localhost/v1/models", "Host: evil.example")).contains(" 403 ");
    assertThat(answer("http://a@localhost/v1/models", "Host: localhost")).contains(" 400 ");
  }

  @Test
  void theHostIsGivenOnce() {
    assertThat(answer("/v1/models", "Host: localhost\r\nHost: localhost")).contains(" 400 ");
    assertThat(answer("/v1/models", "X: y")).contains(" 400 ");
  }

  @Test
  void everyNameWillDoWhereOthersCanConnectUnlessSomeAreListed() throws Exception {
    serve("0.0.0.0", Set.of(), Set.of());
    assertThat(answer("/v1/models", "Host: any.example")).contains(" 200 OK");

    serve("0.0.0.0", Set.of("rollcall.internal"), Set.of());
    assertThat(answer("/v1/models", "Host: rollcall.internal")).contains(" 200 OK");
    assertThat(answer("/v1/models", "Host: localhost")).contains(" 200 OK");
    assertThat(answer("/v1/models", "Host: any.example")).contains(" 403 ");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://evil.example, cross-site",
        "https://evil.example, -",
        "'null', cross-site",
        "http://localhost:3000, same-site",
        "http://localhost, same-origin",
        "-, cross-site",
        "-, same-site",
        "-, garbage"
      })
  void letsNoPageChangeAnything(String origin, String site) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "text/plain"));
    if (origin != null) {
      headers.put("Origin", origin);
    }
    if (site != null) {
      headers.put("Sec-Fetch-Site", site);
    }

    Http.Reply reply = http.send(HttpMethod.POST, "/v1/refresh", headers);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.error().getString("code")).isEqualTo("origin_not_allowed");
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache/box", headers).status()).isEqualTo(403);
    assertThat(lists.changes).isEmpty();
  }

  @Test
  void tellsNoPageWhatItAnswers() {
    Map<String, String> headers = Map.of("Origin", PAGE, "Access-Control-Request-Method", "GET");

    assertThat(http.send(HttpMethod.GET, "/v1/models", headers).headers().toString())
        .doesNotContainIgnoringCase("access-control");
    Http.Reply preflight = http.send(HttpMethod.OPTIONS, "/v1/models", headers);
    assertThat(preflight.status()).isEqualTo(405);
    assertThat(preflight.headers().toString()).doesNotContainIgnoringCase("access-control");
  }

  @Test
  void letsAPageThatIsListedReadAndChange() throws Exception {
    serve("127.0.0.1", Set.of(), Set.of(PAGE, "http://other.example:8080"));

    Http.Reply read = http.send(HttpMethod.GET, "/v1/models", Map.of("Origin", PAGE));
    Http.Reply change =
        http.send(
            HttpMethod.POST, "/v1/refresh", Map.of("Origin", PAGE, "Sec-Fetch-Site", "cross-site"));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.headers().get("access-control-allow-origin")).isEqualTo(PAGE);
    assertThat(read.headers().get("access-control-expose-headers")).contains("x-rollcall-seq");
    assertThat(read.headers().getAll("vary"))
        .containsExactly("origin, anthropic-version, accept-encoding");
    assertThat(change.status()).isEqualTo(200);
    assertThat(lists.changes).hasSize(1);
  }

  @Test
  void answersAPreflightWithoutAKey() throws Exception {
    ServerKeys keys = new ServerKeys(true, List.of(), null);
    serve("127.0.0.1", new AccessConfig(keys, keys, Set.of(), Set.of(PAGE)));
    Map<String, String> preflight =
        Map.of(
            "Origin",
            PAGE,
            "Access-Control-Request-Method",
            "DELETE",
            "Access-Control-Request-Headers",
            "authorization",
            "Access-Control-Request-Private-Network",
            "true");

    Http.Reply reply = http.send(HttpMethod.OPTIONS, "/v1/cache", preflight);
    Http.Reply unauthorized = http.send(HttpMethod.GET, "/v1/models", Map.of("Origin", PAGE));

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers().get("access-control-allow-origin")).isEqualTo(PAGE);
    assertThat(reply.headers().get("access-control-allow-methods")).contains("DELETE", "POST");
    assertThat(reply.headers().get("access-control-allow-headers"))
        .contains("Authorization", "x-api-key");
    assertThat(reply.headers().get("access-control-allow-private-network")).isEqualTo("true");
    assertThat(reply.headers().contains("access-control-allow-credentials")).isFalse();
    // The page may read why it was refused.
    assertThat(unauthorized.status()).isEqualTo(401);
    assertThat(unauthorized.headers().get("access-control-allow-origin")).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://app.example",
        "https://app.example:8443",
        "https://app.example.evil.example",
        "HTTPS://APP.EXAMPLE",
        "null",
        "*",
        "not an origin"
      })
  void saysNothingToAPageThatIsNotListed(String origin) throws Exception {
    serve("127.0.0.1", Set.of(), Set.of(PAGE));

    Http.Reply read = http.send(HttpMethod.GET, "/v1/models", Map.of("Origin", origin));
    Http.Reply change = http.send(HttpMethod.DELETE, "/v1/cache", Map.of("Origin", origin));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.headers().contains("access-control-allow-origin")).isFalse();
    assertThat(read.headers().getAll("vary"))
        .containsExactly("origin, anthropic-version, accept-encoding");
    assertThat(change.status()).isEqualTo(403);
  }

  private String answer(String target, String headers) {
    Raw raw = Raw.connect(vertx, port);
    return raw.send("GET " + target + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n")
        .awaitClosed();
  }

  private void serve(String host, Set<String> hosts, Set<String> origins) throws Exception {
    serve(host, new AccessConfig(ServerKeys.NONE, ServerKeys.NONE, hosts, origins));
  }

  private void serve(String host, AccessConfig access) throws Exception {
    ModelService service = Samples.service(lists);
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("p" + port), new ServerConfig(host, 0, null, access, false), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    port = gateway.port();
    http = new Http(vertx, port);
  }
}
