package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.AddressRange;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerAddressTest {

  private final Vertx vertx = Vertx.vertx();
  private final LogWatch lines = LogWatch.of(record -> record.startsWith(AccessLog.NAME));
  private final FakeLists lists = new FakeLists(Samples.live("box", "ollama", "m"));

  @AfterEach
  void close() throws Exception {
    lines.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # trusted               | X-Forwarded-For                  | Forwarded                    | caller
          -                       | 1.2.3.4                          | -                            | 127.0.0.1
          10.0.0.0/8              | 1.2.3.4                          | -                            | 127.0.0.1
          127.0.0.1               | -                                | -                            | 127.0.0.1
          127.0.0.1               | 1.2.3.4                          | -                            | 1.2.3.4
          127.0.0.0/8             | 6.6.6.6, 1.2.3.4                 | -                            | 1.2.3.4
          127.0.0.1 10.0.0.0/8    | 6.6.6.6, 1.2.3.4, 10.1.2.3       | -                            | 1.2.3.4
          127.0.0.1 10.0.0.0/8    | 10.0.0.1,10.0.0.2                | -                            | 10.0.0.1
          127.0.0.1               | 6.6.6.6, unknown                 | -                            | 127.0.0.1
          127.0.0.1 10.0.0.0/8    | 6.6.6.6, garbage, 10.0.0.1       | -                            | 10.0.0.1
          127.0.0.1               | 1.2.3.4:5678                     | -                            | 1.2.3.4
          127.0.0.1 fd00::/8      | 2001:db8::1, fd00::7             | -                            | 2001:db8::1
          127.0.0.1               | [2001:db8::1]:443                | -                            | 2001:db8::1
          127.0.0.1               | -                                | for=1.2.3.4;proto=https      | 1.2.3.4
          127.0.0.1               | -                                | by=x;For="[2001:db8::1]:80"  | 2001:db8::1
          127.0.0.1               | -                                | for=6.6.6.6, for=_hidden     | 127.0.0.1
          127.0.0.1               | 1.2.3.4                          | for=6.6.6.6                  | 1.2.3.4
          """)
  void isTheRightMostAddressThatIsNoTrustedProxy(
      String trusted, String forwardedFor, String forwarded, String caller) throws Exception {
    Http http = serve(trusted == null ? "" : trusted);
    Map<String, String> headers =
        forwardedFor == null
            ? forwarded == null ? Map.of() : Map.of("Forwarded", forwarded)
            : forwarded == null
                ? Map.of("X-Forwarded-For", forwardedFor)
                : Map.of("X-Forwarded-For", forwardedFor, "Forwarded", forwarded);

    http.send(HttpMethod.GET, "/health/live", headers);
    Await.until(() -> !lines.found().isEmpty());

    assertThat(lines.found().get(0)).contains(": " + caller + " GET /health/live 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Forwarded", "Via", "X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Host"})
  void aRequestThatCameThroughAProxyIsNeverLocal(String header) throws Exception {
    for (String trusted : List.of("", "127.0.0.1")) {
      Http http = serve(trusted);

      Http.Reply reply = http.send(HttpMethod.POST, "/v1/refresh", Map.of(header, "127.0.0.1"));
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.error().getString("message")).contains("through a proxy");
      assertThat(http.send(HttpMethod.GET, "/v1/models", Map.of(header, "127.0.0.1")).status())
          .isEqualTo(200);
      assertThat(lists.changes).isEmpty();
    }
  }

  @Test
  void aLongListOfAddressesIsNotReadToItsEnd() throws Exception {
    Http http = serve("127.0.0.1");

    http.send(
        HttpMethod.GET,
        "/health/live",
        Map.of("X-Forwarded-For", "6.6.6.6," + "127.0.0.1,".repeat(500) + "127.0.0.1"));
    Await.until(() -> !lines.found().isEmpty());

    assertThat(lines.found().get(0)).contains(": 127.0.0.1 GET ");
  }

  private Http serve(String trusted) throws Exception {
    List<AddressRange> ranges =
        Stream.of(trusted.split(" +"))
            .filter(range -> !range.isEmpty())
            .map(AddressRange::parse)
            .toList();
    AccessConfig access =
        new AccessConfig(ServerKeys.NONE, ServerKeys.NONE, Set.of(), Set.of(), ranges);
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("models"),
            new ServerConfig("127.0.0.1", 0, null, access, true),
            Samples.service(lists));
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    return new Http(vertx, gateway.port());
  }
}
