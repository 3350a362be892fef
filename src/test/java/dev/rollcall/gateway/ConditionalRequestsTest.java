package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists over HTTP, the first time and when they are ready. */
@Timeout(30)
class ConditionalRequestsTest {

  private final Vertx vertx = Vertx.vertx();
  private final WebClient http = WebClient.create(vertx);
  private final FakeLists lists =
      new FakeLists(Samples.live("box", "ollama", "a", "b", "c", "d", "e", "f", "g", "h"));
  private GatewayVerticle gateway;

  @BeforeEach
  void start() throws TimeoutException {
    ModelService service = Samples.service(lists);
    gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models",
        "/v1/models?q=a",
        "/v1/models?limit=2",
        "/v1/models/box/a",
        "/v1/providers/box/models",
        "/anthropic/v1/models",
        "/openrouter/api/v1/models",
        "/models.dev/api.json"
      })
  void sendsNothingToWhoHasIt(String path) {
    for (int round = 0; round < 3; round++) {
      HttpResponse<Buffer> first = get(path);
      HttpResponse<Buffer> again = get(path, "If-None-Match", first.getHeader("ETag"));

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isNull();
      assertThat(again.headers().contains("content-length")).isFalse();
      for (String header : List.of("etag", "cache-control", "x-rollcall-seq", "cache-status")) {
        assertThat(again.getHeader(header)).isNotNull().isEqualTo(first.getHeader(header));
      }
      assertThat(again.headers().getAll("vary")).isEqualTo(first.headers().getAll("vary"));
      assertThat(again.getHeader("vary")).endsWith("accept-encoding");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"*|304", "W/%s|304", "\"x\", %s|304", "\"x\"|200", "x|200", "''|200"})
  void comparesTags(String sent, int status) {
    String etag = get("/v1/models").getHeader("ETag");

    assertThat(get("/v1/models", "If-None-Match", sent.replace("%s", etag)).statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "GZIP|true",
        "deflate, gzip;q=0.5, br|true",
        "*|true",
        "gzip;q=0|false",
        "gzip;q=0.000, *|false",
        "br|false",
        "identity|false",
        "''|false"
      })
  void compressesForWhoTakesIt(String accepted, boolean compressed) throws IOException {
    HttpResponse<Buffer> plain = get("/v1/models");
    for (int round = 0; round < 3; round++) {
      HttpResponse<Buffer> reply = get("/v1/models", "Accept-Encoding", accepted);

      assertThat(reply.getHeader("content-encoding")).isEqualTo(compressed ? "gzip" : null);
      assertThat(reply.getHeader("etag").equals(plain.getHeader("etag"))).isEqualTo(!compressed);
      byte[] bytes = reply.body().getBytes();
      assertThat(reply.getHeader("content-length")).isEqualTo(Integer.toString(bytes.length));
      assertThat(
              compressed
                  ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                  : bytes)
          .isEqualTo(plain.body().getBytes());
    }
  }

  @Test
  void answersHeadAsGetWithoutABody() {
    for (int round = 0; round < 2; round++) {
      HttpResponse<Buffer> get = get("/v1/models");
      HttpResponse<Buffer> head = send(HttpMethod.HEAD, "/v1/models");

      assertThat(head.body()).isNull();
      for (String header : List.of("content-length", "content-type", "etag", "cache-control")) {
        assertThat(head.getHeader(header)).isEqualTo(get.getHeader(header));
      }
    }
  }

  @Test
  void servesNothingThatIsOlderThanTheSnapshot() {
    String before = get("/v1/models").getHeader("etag");
    get("/v1/models");
    lists.replace(Samples.snapshot(Samples.live("box", "ollama", "new")));

    HttpResponse<Buffer> after = get("/v1/models", "If-None-Match", before);

    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.bodyAsJsonObject().getJsonArray("data").getJsonObject(0).getString("id"))
        .isEqualTo("box/new");
  }

  @Test
  void notesThatAReadyListIsServed() {
    get("/v1/models");
    lists.snapshot.instance("box").read().set(false);

    get("/v1/models");

    assertThat(lists.snapshot.instance("box").read()).isTrue();
  }

  @Test
  void changesNoByteWhenARefreshBringsNoNews() {
    String before = get("/v1/models").getHeader("etag");
    lists.replace(
        Samples.snapshot(Samples.live("box", "ollama", "a", "b", "c", "d", "e", "f", "g", "h")));

    assertThat(get("/v1/models", "If-None-Match", before).statusCode()).isEqualTo(304);
  }

  @Test
  void keepsTheShapesOfOneUrlApart() {
    for (int round = 0; round < 3; round++) {
      JsonObject own = get("/v1/models").bodyAsJsonObject();
      JsonObject other = get("/v1/models", "anthropic-version", "2023-06-01").bodyAsJsonObject();

      assertThat(own.getString("object")).isEqualTo("list");
      assertThat(other.containsKey("object")).isFalse();
      assertThat(other.getJsonArray("data").getJsonObject(0).getString("type")).isEqualTo("model");
      assertThat(get("/v1/models").headers().getAll("vary"))
          .containsExactly("anthropic-version, accept-encoding");
    }
  }

  @Test
  void givesTheSameTagOverTheBus() throws TimeoutException {
    String etag =
        vertx
            .eventBus()
            .request("models.list", null)
            .await(10, TimeUnit.SECONDS)
            .headers()
            .get("etag");

    assertThat(etag).isEqualTo(get("/v1/models").getHeader("etag"));
  }

  private HttpResponse<Buffer> get(String path, String... header) {
    return send(HttpMethod.GET, path, header);
  }

  private HttpResponse<Buffer> send(HttpMethod method, String path, String... header) {
    var request = http.request(method, gateway.port(), "127.0.0.1", path);
    if (header.length > 0) {
      request.putHeader(header[0], header[1]);
    }
    try {
      return request.send().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }
}
