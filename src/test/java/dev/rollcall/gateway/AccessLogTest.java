package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AccessLogTest {

  private static final Logger LOG = Logger.getLogger(AccessLog.NAME);

  private final Vertx vertx = Vertx.vertx();
  private final LogWatch lines = LogWatch.of(record -> record.startsWith(AccessLog.NAME));

  @AfterEach
  void close() throws Exception {
    lines.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void hasALineForEveryRequestWithoutItsQuery() throws Exception {
    Http http = serve(true);
    int length = http.get("/v1/models?q=m&key=hidden").body().length();
    http.get("/nothing");
    Await.until(() -> lines.found().size() == 2);

    assertThat(lines.found().get(0))
        .containsPattern("127\\.0\\.0\\.1 GET /v1/models 200 " + length + " B \\d+\\.\\d ms");
    assertThat(lines.found().get(1)).contains(" GET /nothing 404 ");
    assertThat(lines.found().toString()).doesNotContain("hidden");
  }

  @Test
  void isOffUnlessAskedFor() throws Exception {
    serve(false).get("/v1/models");

    assertThat(lines.found()).isEmpty();
  }

  @Test
  void nobodyWaitsForASlowLog() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    Handler slow = new Slow(free);
    LOG.addHandler(slow);
    Http http = serve(true);
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(http.get("/v1/models").status()).isEqualTo(200);
      }
      assertThat(lines.found().size()).isLessThan(20);
      free.countDown();
      Await.until(() -> lines.found().size() == 20);
    } finally {
      free.countDown();
      LOG.removeHandler(slow);
    }
  }

  private Http serve(boolean accessLog) throws Exception {
    ModelService service = Samples.service(new FakeLists(Samples.live("box", "ollama", "m")));
    GatewayVerticle gateway =
        new GatewayVerticle(
            new Addresses("models"),
            new ServerConfig("127.0.0.1", 0, null, AccessConfig.NONE, accessLog),
            service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    return new Http(vertx, gateway.port());
  }

  /** A log that blocks whoever writes to it. */
  private static final class Slow extends Handler {
    private final CountDownLatch free;

    Slow(CountDownLatch free) {
      this.free = free;
    }

    @Override
    public void publish(LogRecord logged) {
      try {
        free.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
