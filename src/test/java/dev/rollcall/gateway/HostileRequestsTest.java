package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.testing.Warnings;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What port scanners, broken clients and attackers send: an answer or an end, and no log line. */
@Timeout(60)
class HostileRequestsTest {

  private static final String REST = " HTTP/1.1\nHost: localhost\n";
  private static final FakeLists lists = new FakeLists(Samples.live("box", "ollama", "m"));
  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void listen() throws Exception {
    vertx = Vertx.vertx();
    ModelService service = Samples.service(lists);
    GatewayVerticle gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    port = gateway.port();
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPTIONS *                                       | 400 | invalid_http
          TRACE /v1/models                                | 405 | method_not_allowed
          CONNECT example.com:443                         | 400 | invalid_http
          BREW /v1/models                                 | 405 | method_not_allowed
          get /v1/models                                  | 405 | method_not_allowed
          GET v1/models                                   | 400 | invalid_http
          GET ftp://localhost/v1/models                   | 400 | invalid_http
          GET http://localhost/v1/models                  | 200 |
          GET http://localhost                            | 200 |
          GET /v1/models/%                                | 400 | invalid_path
          GET /v1/models/%zz                              | 400 | invalid_path
          GET /v1/models?q=%                              | 400 | invalid_query
          GET /v1/models?%=1                              | 400 | invalid_query
          GET /v1/models/%00                              | 404 | model_not_found
          GET /v1/models/%ff%fe                           | 404 | model_not_found
          GET /../../etc/passwd                           | 404 | not_found
          GET /.env                                       | 404 | not_found
          GET /v1/models#x                                | 404 | not_found
          GET /v1/models;jsessionid=1                     | 404 | not_found
          GET /v1/\\u0000models                            | 404 | not_found
          """)
  void answersOddTargetsInJson(String line, int status, String code) {
    String answer = answer(line.replace("\\u0000", "\0") + REST + "Connection: close\n\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/json");
    if (code != null) {
      assertThat(answer).contains("\"code\":\"" + code + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Upgrade: h2c\\nConnection: Upgrade, HTTP2-Settings\\nHTTP2-Settings: AAMAAABkAAQAAP__ | 200
          Upgrade: websocket\\nConnection: Upgrade\\nSec-WebSocket-Key: x | 200
          Expect: 100-continue | 200
          Content-Length: 5\\nContent-Length: 6 | 400
          Content-Length: 5, 6 | 400
          Content-Length: -1 | 400
          Content-Length: x | 400
          Content-Length: 99999999999999999999 | 400
          Content-Length: 9000 | 413
          Bad Header: x | 400
          Transfer-Encoding: chunked | 200
          Transfer-Encoding: identity | 400
          Transfer-Encoding: gzip, chunked | 400
          : x | 200
          X: a\\u0000b | 400
          Transfer-Encoding: chunked, chunked | 400
          """)
  void answersOddHeaders(String headers, int status) {
    String sent = headers.replace("\\n", "\n").replace("\\u0000", "\0");

    String next = "GET /health/live" + REST + "Connection: close\n\n";

    String body = headers.endsWith(": chunked") ? "0\n\n" : "";

    assertThat(answer("GET /v1/models" + REST + sent + "\n\n" + body + next))
        .startsWith("HTTP/1.1 " + status + " ")
        .doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\u0016\\u0003\\u0001\\u0002\\u0000\\u0001\\u0000\\u0001garbage\\n\\n
          \\u0000\\u0000\\u0000\\u0000\\n\\n
          PRI * HTTP/2.0\\n\\nSM\\n\\n
          GET /\\n\\n
          GET / HTTP/9.9\\nHost: localhost\\n\\n
          SSH-2.0-scan\\n\\n
          {}\\n\\n
          """)
  void endsConnectionsThatSpeakSomethingElse(String text) {
    String sent = text.replace("\\n", "\n");
    for (int i : new int[] {0, 1, 2, 3, 0x16}) {
      sent = sent.replace("\\u%04x".formatted(i), "" + (char) i);
    }
    String answer = answer(sent);

    assertThat(answer).doesNotContain("Exception", " 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/models http/1.1, 400, invalid_http",
    "GET /v1/models Http/1.0, 400, invalid_http",
    "POST /v1/refresh http/1.1, 400, invalid_http",
    "GET /v1/models HTTP/2.0, 505, http_version_not_supported",
    "GET /v1/models HTTP/1.2, 505, http_version_not_supported",
    "GET /v1/models HTTP/3, 505, http_version_not_supported",
    "PRI * HTTP/2.0, 505, http_version_not_supported"
  })
  void saysWhichVersionsOfHttpAreSpoken(String line, int status, String code) {
    String next = "GET /health/live" + REST + "\n";

    String answer = answer(line + "\nHost: localhost\n\n" + next);

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("content-type: application/json", "connection: close", "\"" + code + "\"");
    assertThat(answer.split("HTTP/1.1 \\d")).as("and nothing after it").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /v1/refresh, 400, chunks of the request's body",
    "DELETE /v1/cache, 400, chunks of the request's body",
    "DELETE /v1/cache/box, 400, chunks of the request's body",
    "POST /ollama/api/show, 400, chunks of the request's body",
    "GET /v1/models, 200, object",
    "POST /v1/nothing, 404, not_found"
  })
  void answersBeforeItClosesBecauseOfABrokenChunk(String line, int status, String text) {
    String head = line + REST + "Transfer-Encoding: chunked\n\n";
    lists.changes.clear();

    for (String chunks : new String[] {"zz\n", "2\n{}\nzz\n", "2\n{}}}\n0\n\n", "-1\n"}) {
      String answer = answer(head + chunks + "GET /health/live" + REST + "\n");

      assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains(text);
      assertThat(answer.split("HTTP/1.1 \\d")).as("and nothing after it").hasSize(2);
    }
    assertThat(lists.changes).isEmpty();
  }

  @Test
  void answersHttp10() {
    assertThat(answer("GET /v1/models HTTP/1.0\n\n")).contains(" 200 OK").contains("\"m\"");
  }

  @Test
  void closesAfterABodyInChunksLestSomethingIsSmuggled() {
    String answer =
        answer(
            "POST /v1/refresh"
                + REST
                + "Transfer-Encoding: chunked\n\n0\n\n"
                + "GET /v1/providers"
                + REST
                + "\n");

    assertThat(answer.split("HTTP/1.1 ")).hasSize(2);
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, xchunked",
        "Transfer-Encoding: chunked,\n xchunked",
        "Transfer-Encoding: chunked\nTransfer-Encoding: xchunked",
        "Transfer-Encoding: xchunked\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: Chunked",
        "Transfer-Encoding: chunked,",
        "Transfer-Encoding: ",
        "tRANSFER-eNCODING: chunked, identity",
        "Content-Length: 4\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nContent-Length: 4",
        "Transfer-Encoding: chunked\nContent-Length: 0",
      })
  void refusesABodyWhoseEndIsNotCertainAndServesNothingBehindIt(String headers) {
    lists.changes.clear();
    String answer =
        answer(
            ("POST /v1/refresh" + REST + headers + "\n\n0\n\n")
                + ("POST /v1/refresh" + REST + "\n"));

    assertThat(answer.split("HTTP/1.1 ")).hasSize(2);
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("invalid_http", "a Transfer-Encoding of exactly 'chunked'");
    assertThat(lists.changes).isEmpty();
  }

  @Test
  void refusesMoreThanAHundredHeaders() {
    String hundred = "X: y\n".repeat(98) + "Connection: close\n\n";

    assertThat(answer("GET /v1/models" + REST + hundred)).startsWith("HTTP/1.1 200 ");
    assertThat(answer("GET /v1/models" + REST + "X: y\n" + hundred))
        .startsWith("HTTP/1.1 431 ")
        .contains("headers_too_large", "more than 100 headers");
  }

  @Test
  void takesNoBodyThatGoesOn() {
    StringBuilder chunks = new StringBuilder("POST /v1/nothing" + REST);
    chunks.append("Transfer-Encoding: chunked\n\n");
    for (int i = 0; i < 100; i++) {
      chunks.append("400\r\n").append("x".repeat(1024)).append("\r\n");
    }

    answer(chunks.toString());
  }

  @Test
  void servesTheNextRequestAfterASmallBody() {
    String answer =
        answer(
            "POST /v1/refresh"
                + REST
                + "Content-Length: 2\n\n{}GET /health/live"
                + REST
                + "Connection: close\n\n");

    assertThat(answer.split("HTTP/1.1 200 OK")).hasSize(3);
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() {
    String one = "GET /v1/providers/box" + REST + "\n";
    String answer = answer(one.repeat(200) + "GET /nothing" + REST + "Connection: close\n\n");

    assertThat(answer.split("HTTP/1.1 200 OK")).hasSize(201);
    assertThat(answer).contains("HTTP/1.1 404");
    assertThat(answer.indexOf("HTTP/1.1 404")).isGreaterThan(answer.lastIndexOf("HTTP/1.1 200"));
  }

  @Test
  void saysOnlyToWhoAsksForItWhatBecomesOfTheConnection() {
    String list = "GET /v1/models" + REST + "\n";
    String kept = "GET /v1/models HTTP/1.0\nConnection: keep-alive\n\n";

    for (int round = 0; round < 3; round++) {
      String answer =
          answer(list + kept + list + "GET /v1/models" + REST + "Connection: close\n\n");

      String[] heads = answer.split("HTTP/1\\.[01] 200 OK");
      assertThat(heads).hasSize(5);
      assertThat(heads[1]).doesNotContain("connection:").contains("content-type:");
      assertThat(heads[2]).containsOnlyOnce("connection: keep-alive").contains("content-type:");
      assertThat(heads[3]).doesNotContain("connection:");
      assertThat(heads[4]).containsOnlyOnce("connection: close").contains("content-type:");
    }
  }

  @Test
  void aHalfClosedOrResetConnectionHarmsNobody() {
    try (Warnings warnings = Warnings.listen()) {
      for (int i = 0; i < 50; i++) {
        Raw.connect(vertx, port).send("GET /v1/models" + REST.replace("\n", "\r\n")).close();
        Raw.connect(vertx, port)
            .send("GET /v1/models" + REST.replace("\n", "\r\n") + "\r\n")
            .close();
      }
      assertThat(new Http(vertx, port).get("/v1/models").status()).isEqualTo(200);
      assertThat(warnings.lines()).isEmpty();
    }
  }

  /** All that is answered until the server ends the connection. */
  private static String answer(String text) {
    try (Warnings warnings = Warnings.listen()) {
      Raw raw = Raw.connect(vertx, port);
      raw.send(text.contains("\r\n") ? text : text.replace("\n", "\r\n"));
      String answer = raw.awaitClosed();
      assertThat(warnings.lines()).isEmpty();
      return answer;
    }
  }
}
