package dev.rollcall.testing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A provider's server on loopback that answers, or misbehaves, as a test tells it. */
public final class FakeProvider {

  /** Ways of not answering with a list. */
  public enum Fault {
    HTML,
    TRUNCATED_JSON,
    DEEPLY_NESTED_JSON,
    WRONG_TYPES,
    NULLS,
    HALF_A_PAGE,
    REDIRECT,
    ENDLESS,
    NOTHING,
    ONE_BYTE_A_SECOND,
    DROPPED_CONNECTION
  }

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final AtomicLong bytesSent = new AtomicLong();
  private final List<HttpServerRequest> received = new CopyOnWriteArrayList<>();
  private final Vertx vertx;
  private volatile Handler<HttpServerRequest> behaviour = request -> status(request, 404, "{}");

  private FakeProvider(Vertx vertx) throws Exception {
    this.vertx = vertx;
    server =
        vertx
            .createHttpServer()
            .connectionHandler(
                connection -> {
                  openConnections.incrementAndGet();
                  connection.closeHandler(closed -> openConnections.decrementAndGet());
                })
            .requestHandler(
                request -> {
                  requests.incrementAndGet();
                  received.add(request);
                  behaviour.handle(request);
                });
    server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
  }

  /** Starts a server that answers 404 until it is told otherwise. */
  public static FakeProvider start(Vertx vertx) {
    try {
      return new FakeProvider(vertx);
    } catch (Exception failure) {
      throw new AssertionError("the server does not start", failure);
    }
  }

  /** The base URL, without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** How many requests came in. */
  public int requests() {
    return requests.get();
  }

  /** How many connections are open. */
  public int openConnections() {
    return openConnections.get();
  }

  /** How many bytes of an endless body were written. */
  public long bytesSent() {
    return bytesSent.get();
  }

  /** The requests, in the order they came in. */
  public List<HttpServerRequest> received() {
    return received;
  }

  /** Handles requests like this from now on. */
  public FakeProvider handle(Handler<HttpServerRequest> handler) {
    behaviour = handler;
    return this;
  }

  /** Answers every request with this JSON from now on. */
  public FakeProvider answer(String json) {
    return answer(200, json);
  }

  /** Answers every request with this status and JSON from now on. */
  public FakeProvider answer(int status, String json) {
    return handle(request -> status(request, status, json));
  }

  /** Answers with an OpenAI-shaped list of these ids from now on. */
  public FakeProvider list(String... ids) {
    return answer(openAiList(ids));
  }

  /** Misbehaves from now on. */
  public FakeProvider fault(Fault fault) {
    return handle(request -> misbehave(fault, request));
  }

  /** Ends the server; connections to it are refused from then on. */
  public void stop() {
    try {
      server.close().await(10, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError("the server does not stop", failure);
    }
  }

  /** An OpenAI-shaped list. */
  public static String openAiList(String... ids) {
    StringBuilder rows = new StringBuilder();
    for (String id : ids) {
      rows.append(rows.isEmpty() ? "" : ",")
          .append("{\"id\":\"")
          .append(id)
          .append("\",\"object\":\"model\",\"created\":1735689600,\"owned_by\":\"acme\"}");
    }
    return "{\"object\":\"list\",\"data\":[" + rows + "]}";
  }

  private static void status(HttpServerRequest request, int status, String json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(json);
  }

  private void misbehave(Fault fault, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (fault) {
      case HTML -> response.putHeader("Content-Type", "text/html").end("<html>Welcome</html>");
      case TRUNCATED_JSON -> response.end("{\"object\":\"list\",\"data\":[{\"id\":\"a\"");
      case DEEPLY_NESTED_JSON -> response.end("[".repeat(100_000));
      case WRONG_TYPES -> response.end("{\"data\":\"none\",\"models\":7}");
      case NULLS -> response.end("{\"data\":null,\"models\":null}");
      case HALF_A_PAGE -> {
        response.putHeader("Content-Length", "1000");
        response.write("{\"data\":[").onComplete(sent -> request.connection().close());
      }
      case REDIRECT ->
          response.setStatusCode(302).putHeader("Location", "http://127.0.0.1:1/steal").end();
      case ENDLESS -> {
        response.setChunked(true).write("[");
        writeForEver(response, Buffer.buffer("{\"id\":\"a\"},".repeat(6000)));
      }
      case NOTHING -> {}
      case ONE_BYTE_A_SECOND -> {
        response.setChunked(true);
        long timer = vertx.setPeriodic(1, 1000, id -> response.write(" "));
        response.closeHandler(closed -> vertx.cancelTimer(timer));
      }
      case DROPPED_CONNECTION -> request.connection().close();
    }
  }

  private void writeForEver(HttpServerResponse response, Buffer chunk) {
    if (response.closed()) {
      return;
    }
    bytesSent.addAndGet(chunk.length());
    response.write(chunk).onSuccess(sent -> writeForEver(response, chunk));
  }
}
