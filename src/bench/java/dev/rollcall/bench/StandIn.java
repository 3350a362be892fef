package dev.rollcall.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Plays providers, each with its list, and notes how often they are asked. */
final class StandIn implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Buffer> lists = new ConcurrentHashMap<>();
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicLong firstAsked = new AtomicLong(Long.MAX_VALUE);
  private final JsonObject providers = new JsonObject();
  private final long delayMillis;
  private final HttpServer server;

  /** Has no providers yet; they take so long to answer. */
  StandIn(long delayMillis) throws TimeoutException {
    this.delayMillis = delayMillis;
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  /** Adds providers with so many models each. */
  StandIn with(int instances, int models) {
    return with(instances, models, 0);
  }

  /**
   * Adds providers.
   *
   * @param bytes how long the answer of each is made, at least
   */
  StandIn with(int instances, int models, int bytes) {
    for (int i = 0; i < instances; i++) {
      String name = "p%04d".formatted(i);
      lists.put("/" + name + "/models", Models.list(i, models, bytes));
      providers.put(
          name,
          new JsonObject()
              .put("type", "openai-compatible")
              .put("enabled", true)
              .put("timeout_ms", 60_000)
              .put("base_url", "http://127.0.0.1:" + server.actualPort() + "/" + name));
    }
    return this;
  }

  /** The providers' part of a configuration. */
  JsonObject providers() {
    return providers;
  }

  int port() {
    return server.actualPort();
  }

  long fetches() {
    return fetches.get();
  }

  /** When it was first asked since the last {@link #reset()}, in {@link System#nanoTime}. */
  long firstAsked() {
    return firstAsked.get();
  }

  void reset() {
    fetches.set(0);
    firstAsked.set(Long.MAX_VALUE);
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private void handle(HttpServerRequest request) {
    firstAsked.accumulateAndGet(System.nanoTime(), Math::min);
    fetches.incrementAndGet();
    Buffer list = lists.get(request.path());
    if (delayMillis == 0 || list == null) {
      answer(request, list);
    } else {
      vertx.setTimer(delayMillis, late -> answer(request, list));
    }
  }

  private static void answer(HttpServerRequest request, Buffer list) {
    if (list == null) {
      request.response().setStatusCode(404).end("{}");
    } else {
      request.response().putHeader("Content-Type", "application/json").end(list);
    }
  }
}
