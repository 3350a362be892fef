package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import dev.rollcall.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx with {@code proxy_cache} in front of a server with keys. */
@Timeout(60)
class CachingProxyTest {

  private static final List<String> PATHS =
      List.of(
          "/v1/models",
          "/v1/models?q=m",
          "/v1/models/box/m",
          "/v1/providers",
          "/v1/providers/box/models",
          "/v1/catalog",
          "/v1/changes",
          "/v1/changes.atom",
          "/anthropic/v1/models",
          "/gemini/v1beta/models",
          "/ollama/api/tags",
          "/openrouter/api/v1/models",
          "/litellm/model_prices_and_context_window.json",
          "/openapi.yaml",
          "/nothing");

  private static final String CONFIG =
      """
      daemon off;
      master_process off;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events { worker_connections 64; }
      http {
        access_log off;
        proxy_cache_path %1$s/cache keys_zone=lists:1m;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        server {
          listen 127.0.0.1:%2$d;
          location / {
            proxy_pass http://127.0.0.1:%3$d;
            proxy_cache lists;
            add_header x-cache $upstream_cache_status;
          }
        }
      }
      """;

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private @Nullable Process nginx;

  @AfterEach
  void close() throws Exception {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor(10, TimeUnit.SECONDS);
    }
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void givesNothingThatNeedsAKeyToACallerWithoutOne() throws Exception {
    Http proxied = proxied(new ServerKeys(true, List.of(Secret.of("reader")), null));

    for (String path : PATHS) {
      Http.Reply first =
          proxied.send(HttpMethod.GET, path, Map.of("Authorization", "Bearer reader"));
      assertThat(first.status()).as(path).isEqualTo(path.equals("/nothing") ? 404 : 200);

      for (Map<String, String> headers :
          List.of(Map.<String, String>of(), Map.of("x-api-key", "wrong"))) {
        Http.Reply other = proxied.send(HttpMethod.GET, path, headers);
        assertThat(other.status()).as(path).isEqualTo(401);
        assertThat(other.headers().get("x-cache")).as(path).isNotEqualTo("HIT");
      }
      assertThat(proxied.send(HttpMethod.GET, path, Map.of("x-api-key", "reader")).body())
          .as(path)
          .isEqualTo(first.body());
    }
  }

  @Test
  void servesWhatIsForEverybodyFromItsCache() throws Exception {
    Http proxied = proxied(ServerKeys.NONE);

    assertThat(proxied.get("/v1/models").headers().get("x-cache")).isEqualTo("MISS");
    assertThat(proxied.get("/v1/models").headers().get("x-cache")).isEqualTo("HIT");
  }

  /** Returns a client of a proxy before a server with these keys. */
  private Http proxied(ServerKeys keys) throws Exception {
    String program = program();
    if (program == null) {
      System.err.println("CachingProxyTest is skipped: nginx is not installed");
    }
    assumeTrue(program != null, "nginx is not installed");
    AccessConfig access = new AccessConfig(keys, ServerKeys.NONE, Set.of(), Set.of());
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("models"),
            new ServerConfig("127.0.0.1", 0, null, access, false),
            Samples.service(new FakeLists(Samples.live("box", "ollama", "m"))));
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    int port = freePort();
    Path config =
        Files.writeString(
            directory.resolve("nginx.conf"), CONFIG.formatted(directory, port, gateway.port()));
    nginx =
        new ProcessBuilder(
                program,
                "-p",
                directory.toString(),
                "-e",
                directory + "/error.log",
                "-c",
                "" + config)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Await.until(() -> listens(port));
    return new Http(vertx, port);
  }

  private static @Nullable String program() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(directory -> directory + "/nginx")
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .orElse(null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
