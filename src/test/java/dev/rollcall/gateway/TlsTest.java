package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.TlsConfig;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.TestCertificate;
import dev.rollcall.testing.Warnings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

  @TempDir static Path certificates;
  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private static TestCertificate first;
  private static TestCertificate second;
  private TlsConfig tls;
  private GatewayVerticle gateway;

  @BeforeAll
  static void makeCertificates() {
    first = TestCertificate.make(certificates, "first", "first.example", "dns:first.example");
    second = TestCertificate.make(certificates, "second", "second.example", "dns:second.example");
  }

  @BeforeEach
  void writeFiles() throws IOException {
    tls =
        new TlsConfig(
            directory.resolve("cert.pem").toString(), directory.resolve("key.pem").toString());
    copy(first.pem(), "cert.pem");
    copy(first.key(), "key.pem");
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void servesHttpsAndNothingElse() throws Exception {
    serve();

    assertThat(shownName()).isEqualTo("CN=first.example");
    try (Warnings warnings = Warnings.listen()) {
      for (String text : List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\0\0\0\0\0\0\0")) {
        assertThat(Raw.connect(vertx, gateway.port()).send(text).awaitClosed())
            .doesNotContain("200 OK");
      }
      Raw.connect(vertx, gateway.port()).send("\u0016\u0003\u0001\u0000\u0005hello").awaitClosed();
      assertThat(shownName()).isEqualTo("CN=first.example");
      assertThat(warnings.lines()).isEmpty();
    }
  }

  @Test
  void showsARenewedCertificateAndKeepsTheOldOneUntilTheNewCanBeUsed() throws Exception {
    serve();
    try (Warnings warnings = Warnings.listen()) {
      watch();

      copy(second.pem(), "cert.pem");
      Await.until(() -> warnings.lines().size() == 1);
      assertThat(warnings.lines().get(0)).contains("{0}; the certificate before it stays in use");
      assertThat(shownName()).isEqualTo("CN=first.example");

      copy(second.key(), "key.pem");
      Await.until(() -> shownName().equals("CN=second.example"));

      Files.delete(directory.resolve("key.pem"));
      Await.until(() -> warnings.lines().size() == 2);
      Files.writeString(directory.resolve("key.pem"), "no key");
      Await.until(() -> warnings.lines().size() == 3);
      assertThat(shownName()).isEqualTo("CN=second.example");
    }
  }

  @Test
  void saysInOneSentenceWhatCannotBeUsed() throws Exception {
    copy(second.key(), "key.pem");
    assertRefused("server.tls.key does not belong to the certificate of server.tls.cert: KEY");
    Files.writeString(directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nx\n");
    assertRefused("server.tls.key holds no PEM private key that can be used: KEY");
    Files.delete(directory.resolve("key.pem"));
    assertRefused("server.tls.key cannot be read from KEY");
    Files.writeString(directory.resolve("key.pem"), "");
    Files.writeString(directory.resolve("cert.pem"), "");
    assertRefused("server.tls.cert holds no PEM certificate: CERT");
    Files.writeString(
        directory.resolve("cert.pem"),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertRefused("server.tls.cert holds no PEM certificate: CERT");
  }

  private void assertRefused(String sentence) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(this::serve)
        .withMessage(sentence.replace("KEY", tls.key()).replace("CERT", tls.cert()));
  }

  private void watch() throws Exception {
    new TlsWatch(vertx, tls, gateway::use).begin(Duration.ofMillis(20));
  }

  private void serve() throws Exception {
    ModelService service = Samples.service(new FakeLists(Samples.live("box", "ollama", "m")));
    gateway =
        new GatewayVerticle(
            new Addresses("models"),
            new ServerConfig("127.0.0.1", 0, tls, AccessConfig.NONE, false),
            service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
  }

  /** The name in the certificate that a new connection is shown. */
  private String shownName() {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
    try {
      return client
          .request(
              new RequestOptions()
                  .setHost("127.0.0.1")
                  .setPort(gateway.port())
                  .setMethod(HttpMethod.GET)
                  .setURI("/health/live"))
          .compose(
              request -> {
                String name =
                    ((java.security.cert.X509Certificate) certificate(request))
                        .getSubjectX500Principal()
                        .getName();
                return request.send().map(response -> name);
              })
          .await(10, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    } finally {
      client.close();
    }
  }

  private static java.security.cert.Certificate certificate(HttpClientRequest request) {
    try {
      return request.connection().peerCertificates().get(0);
    } catch (javax.net.ssl.SSLPeerUnverifiedException failure) {
      throw new AssertionError(failure);
    }
  }

  private void copy(Path file, String name) throws IOException {
    Path temporary = Files.copy(file, directory.resolve("new"));
    Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
