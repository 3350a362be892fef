package dev.rollcall.soak;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.NetClient;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers of the service: a bounded number of requests a second, each answer judged. */
final class Load {

  private static final int PERIOD_MILLIS = 20;
  private static final int MAX_IN_FLIGHT = 400;
  private static final long PATIENCE_SECONDS = 30;
  private static final int DROPS_IN = 50;
  private static final List<String> DROPPED =
      List.of("/v1/models", "/v1/models?provider=large", "/v1/events");

  private final Vertx vertx;
  private final int port;
  private final int perPeriod;
  private final SoakRequests requests;
  private final Check check;
  private final SoakTally answers;
  private final Errors errors;
  private final AtomicInteger inFlight = new AtomicInteger();
  private WebClient client;
  private NetClient dropping;
  private long timer;
  private int turn;

  Load(
      Vertx vertx,
      int port,
      int perSecond,
      SoakRequests requests,
      Check check,
      SoakTally answers,
      Errors errors) {
    this.vertx = vertx;
    this.port = port;
    this.perPeriod = Math.max(1, perSecond * PERIOD_MILLIS / 1000);
    this.requests = requests;
    this.check = check;
    this.answers = answers;
    this.errors = errors;
  }

  /** Begins, with connections of its own. */
  void begin() {
    connect();
    timer = vertx.setPeriodic(PERIOD_MILLIS, id -> tick());
  }

  /** Ends; returns when everything is answered and every connection closed. */
  void end() throws InterruptedException {
    vertx.cancelTimer(timer);
    disconnect();
  }

  /** Makes one request of every kind, one after the other. */
  void oneOfEach() throws InterruptedException {
    connect();
    for (SoakAnswer asked : requests.each()) {
      send(asked);
      settle();
    }
    disconnect();
  }

  /** Makes one request and judges its answer like all others. */
  Future<HttpResponse<Buffer>> ask(SoakAnswer asked) {
    return request(asked).send();
  }

  void connect() {
    client =
        WebClient.wrap(
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_1_1)
                    .setDecompressionSupported(false)
                    .setKeepAliveTimeout(15),
                new PoolOptions().setHttp1MaxSize(MAX_IN_FLIGHT)),
            new WebClientOptions().setFollowRedirects(false));
    dropping = vertx.createNetClient();
  }

  void disconnect() throws InterruptedException {
    settle();
    client.close();
    dropping.close();
  }

  private void settle() throws InterruptedException {
    synchronized (inFlight) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS + 5);
      long left = end - System.nanoTime();
      while (inFlight.get() > 0 && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(inFlight, left);
        left = end - System.nanoTime();
      }
    }
  }

  private void answered() {
    synchronized (inFlight) {
      inFlight.decrementAndGet();
      inFlight.notifyAll();
    }
  }

  private void tick() {
    for (int i = 0; i < perPeriod; i++) {
      if (inFlight.get() >= MAX_IN_FLIGHT) {
        answers.count("not sent, too many under way");
      } else if (++turn % DROPS_IN == 0) {
        drop(turn / DROPS_IN);
      } else {
        send(requests.next());
      }
    }
  }

  private HttpRequest<Buffer> request(SoakAnswer asked) {
    HttpRequest<Buffer> request = client.request(asked.method(), port, "127.0.0.1", asked.uri());
    asked.headers().forEach(request::putHeader);
    if (!asked.kind().equals(SoakRequests.STRANGER)) {
      request.bearerTokenAuthentication(SoakSettings.READER_KEY);
      request.putHeader("x-api-key", SoakSettings.ADMIN_KEY);
    }
    return request.timeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  private void send(SoakAnswer asked) {
    inFlight.incrementAndGet();
    long askedAt = System.currentTimeMillis();
    long seqBefore = check.seq();
    request(asked)
        .send()
        .onComplete(
            result -> {
              answered();
              if (result.failed()) {
                answers.count(asked.kind() + " | no answer");
                errors.add(asked + ": no answer: " + result.cause());
                return;
              }
              HttpResponse<Buffer> answer = result.result();
              answers.count(asked.kind() + " | " + answer.statusCode());
              String wrong = check.judge(asked, answer, askedAt, seqBefore);
              if (wrong != null) {
                errors.add(
                    asked + ": " + wrong + "\n    answered: " + Errors.cut(answer.bodyAsString()));
              }
            });
  }

  /** Goes away at once, in the middle of an answer, or without ever reading one. */
  private void drop(int way) {
    answers.count("dropped");
    String path = DROPPED.get(way / 3 % DROPPED.size());
    dropping
        .connect(port, "127.0.0.1")
        .onFailure(cause -> errors.add("connect: " + cause))
        .onSuccess(
            socket -> {
              socket.exceptionHandler(broken -> {});
              socket.write(
                  "GET "
                      + path
                      + " HTTP/1.1\r\nx-api-key: "
                      + SoakSettings.READER_KEY
                      + "\r\nHost: 127.0.0.1:"
                      + port
                      + "\r\n\r\n");
              switch (way % 3) {
                case 0 -> socket.close();
                case 1 -> socket.handler(some -> socket.close());
                default -> {
                  socket.pause();
                  vertx.setTimer(1000, id -> socket.close());
                }
              }
            });
  }
}
