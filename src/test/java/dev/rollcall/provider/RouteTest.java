package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Outcome;
import dev.rollcall.config.Proxy;
import dev.rollcall.config.Route;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeProxy;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import dev.rollcall.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with real certificates, and real proxies, on loopback. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class RouteTest {

  private static final String PASSWORD = "proxy-password";

  @TempDir static Path directory;
  private static TestCertificate good;
  private static TestCertificate forAnotherHost;
  private static TestCertificate expired;

  private LogWatch logs;
  private Vertx vertx;
  private FakeTime time;
  private FakeProxy proxy;

  @BeforeAll
  static void makeCertificates() {
    good = TestCertificate.make(directory, "good", "ip:127.0.0.1");
    forAnotherHost = TestCertificate.make(directory, "other", "dns:other.test");
    expired = TestCertificate.expired(directory, "expired", "ip:127.0.0.1");
  }

  @BeforeEach
  void start(Vertx started) {
    logs = LogWatch.of(PASSWORD);
    vertx = started;
    time = new FakeTime(vertx);
    proxy = FakeProxy.start(vertx);
  }

  @AfterEach
  void noPasswordIsInAnyLog() {
    logs.close();
    assertThat(logs.found()).isEmpty();
  }

  @Test
  void trustsTheCertificatesOfItsFile() throws Exception {
    AskedProvider asked = asked(tls(good), new Route(null, good.pem().toString()));

    assertThat(asked.list().models()).hasSize(1);
    assertThat(asked.list().models()).hasSize(1);
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
    assertTlsFails(asked(tls(good), Route.DIRECT).fail());
    vertx = Vertx.vertx();
    assertTlsFails(asked(tls(good), new Route(null, forAnotherHost.pem().toString())).fail());
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void trustsNoCertificateOfAnotherHost() throws Exception {
    assertTlsFails(
        asked(tls(forAnotherHost), new Route(null, forAnotherHost.pem().toString())).fail());
  }

  @Test
  void trustsNoCertificateThatHasExpired() throws Exception {
    assertExpired(asked(tls(expired), new Route(null, expired.pem().toString())).fail());
  }

  @Test
  void trustsNoCertificateOfTheFileThatHasExpired() throws Exception {
    TestCertificate pinned = TestCertificate.expiredItself(directory, "pinned", "ip:127.0.0.1");
    TestCertificate old = TestCertificate.ofExpiredAuthority(directory, "old", "ip:127.0.0.1");

    assertExpired(asked(tls(pinned), new Route(null, pinned.pem().toString())).fail());
    assertThat(asked(tls(old), new Route(null, old.pem().toString())).fail().code())
        .isEqualTo(ErrorCode.TLS);
  }

  @Test
  void asksNobodyWhoseCertificateHasExpiredSinceTheSessionBegan() throws Exception {
    AskedProvider asked = asked(tls(good), new Route(null, good.pem().toString()));
    assertThat(asked.list().models()).hasSize(1);

    time.setWallClock(Duration.ofDays(365 * 100));

    assertExpired(asked.fail());
  }

  @Test
  void readsTheFileAgainBeforeEachFetch() throws Exception {
    Path file = directory.resolve("changing.pem");
    AskedProvider asked = asked(tls(good), new Route(null, file.toString()));

    assertConfigFails(asked.fail(), "the ca_file " + file + " cannot be read");
    Files.writeString(file, "no certificate");
    assertConfigFails(asked.fail(), "the ca_file " + file + " holds no certificates in PEM");
    Files.copy(good.pem(), file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(asked.list().models()).hasSize(1);
    Files.copy(forAnotherHost.pem(), file, StandardCopyOption.REPLACE_EXISTING);
    assertTlsFails(asked.fail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n%%%%\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
      })
  void aFileOfAnythingElseIsAMistakeOfTheConfiguration(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("broken.pem"), content);

    assertConfigFails(
        asked("https://127.0.0.1:1", new Route(null, file.toString())).fail(),
        "the ca_file " + file + " holds no certificates in PEM");
  }

  @Test
  void aDirectoryIsNoFile() throws Exception {
    assertConfigFails(
        asked("https://127.0.0.1:1", new Route(null, directory.toString())).fail(),
        "the ca_file " + directory + " cannot be read");
  }

  @Test
  void reachesATlsProviderThroughATunnelOfItsProxy() throws Exception {
    String url = tls(good);

    assertThat(
            asked(url, new Route(through("me:" + PASSWORD + "@"), good.pem().toString()))
                .list()
                .models())
        .hasSize(1);

    assertThat(proxy.heads().get(0)).startsWith("CONNECT " + url.replace("https://", "") + " ");
    assertThat(proxy.heads().get(0)).contains("Basic ").doesNotContain("sk-mark");
    Await.until(() -> proxy.openConnections() == 0);
  }

  @Test
  void reachesAPlainProviderByItsWholeUrl() throws Exception {
    FakeProvider provider = FakeProvider.start(vertx).list("a");

    assertThat(
            asked(provider.url(), new Route(through("me:" + PASSWORD + "@"), null)).list().models())
        .hasSize(1);

    assertThat(proxy.heads().get(0)).startsWith("GET " + provider.url() + "/models ");
    assertThat(proxy.heads().get(0)).containsIgnoringCase("proxy-authorization: Basic ");
    Await.until(() -> proxy.openConnections() == 0);
  }

  @ParameterizedTest
  @CsvSource({"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"})
  void aProxyThatRefusesATunnelIsNamed(String status) throws Exception {
    proxy.refuse(status);

    Outcome.Failed failed =
        asked("https://api.test", new Route(through("me:" + PASSWORD + "@"), null)).fail();

    assertKeptOut(failed, "api.test");
  }

  @Test
  void aProxyThatWantsAnotherLoginForAPlainRequestIsNamed() throws Exception {
    proxy.refuse("407 Proxy Authentication Required");

    assertKeptOut(asked("http://api.test", new Route(through(""), null)).fail(), "api.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.test", "http://api.test"})
  void aProxyThatHangsIsEndedByTheDeadline(String url) throws Exception {
    proxy.hang();
    AskedProvider asked = asked(url, new Route(through(""), null));
    asked.request(0);
    Await.until(() -> !proxy.heads().isEmpty());
    time.advance(Duration.ofSeconds(10));

    assertThat(((Outcome.Failed) asked.outcome()).code()).isEqualTo(ErrorCode.TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.test", "http://api.test"})
  void aProxyThatIsNotThereIsNamed(String url) throws Exception {
    int port;
    try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closedAtOnce.getLocalPort();
    }
    Proxy dead = Proxy.parse("http://me:" + PASSWORD + "@127.0.0.1:" + port);

    Outcome.Failed failed = asked(url, new Route(dead, null)).fail();

    assertThat(failed.code()).isEqualTo(ErrorCode.CONNECT);
    assertThat(failed.message())
        .isEqualTo("the proxy 127.0.0.1:" + port + " refused the connection");
  }

  private void assertKeptOut(Outcome.Failed failed, String host) {
    assertThat(failed.code()).isEqualTo(ErrorCode.CONNECT);
    assertThat(failed.message())
        .isEqualTo("the proxy " + proxy.authority() + " does not let requests through to " + host);
  }

  private static void assertTlsFails(Outcome.Failed failed) {
    assertThat(failed.code()).isEqualTo(ErrorCode.TLS);
    assertThat(failed.message()).endsWith("could not prove who it is over TLS");
  }

  private static void assertExpired(Outcome.Failed failed) {
    assertThat(failed.code()).isEqualTo(ErrorCode.TLS);
    assertThat(failed.message())
        .matches("127\\.0\\.0\\.1:\\d+ showed a certificate that has expired");
  }

  private static void assertConfigFails(Outcome.Failed failed, String sentence) {
    assertThat(failed.code()).isEqualTo(ErrorCode.CONFIG);
    assertThat(failed.message()).isEqualTo(sentence);
  }

  private Proxy through(String userInfo) {
    return Proxy.parse("http://" + userInfo + proxy.authority());
  }

  private AskedProvider asked(String url, Route route) throws Exception {
    return AskedProvider.deploy(vertx, time, ProviderType.of("openai").orElseThrow(), url, route);
  }

  /** The URL of a TLS server with one model. */
  private String tls(TestCertificate certificate) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.forServer()))
            .requestHandler(request -> request.response().end(FakeProvider.openAiList("a")));
    server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    return "https://127.0.0.1:" + server.actualPort();
  }
}
