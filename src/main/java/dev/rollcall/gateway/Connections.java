package dev.rollcall.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one server. There is a bounded number of them, and one on which no whole
 * request comes for too long is closed, however busily it sends parts of one. All on the server's
 * event loop.
 */
final class Connections {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int SCANS = 4;

  private final Places places;
  private final long firstRequest;
  private final long nextRequest;
  private final long start = System.nanoTime();
  private final Map<HttpConnection, Due> open = new HashMap<>();

  /** By when a connection is to send a request, and how many of its requests are being answered. */
  private static final class Due {
    private long deadline;
    private int running;

    Due(long deadline) {
      this.deadline = deadline;
    }
  }

  /**
   * None yet.
   *
   * @param places shared by all servers of a deployment
   * @param firstRequest how long the first request of a connection may take to come
   * @param nextRequest how long a further one may take
   */
  Connections(Places places, Duration firstRequest, Duration nextRequest) {
    this.places = places;
    this.firstRequest = firstRequest.toNanos();
    this.nextRequest = nextRequest.toNanos();
  }

  /** Begins to close those that are late; ends with the verticle. */
  void watch(Vertx vertx) {
    long period = Math.max(1, firstRequest / SCANS / 1_000_000);
    vertx.setPeriodic(period, scan -> closeLate());
  }

  /** Takes a connection in, or closes it when there are too many. */
  void opened(HttpConnection connection) {
    if (!places.take()) {
      connection.close();
      return;
    }
    open.put(connection, new Due(now() + firstRequest));
    connection.closeHandler(
        closed -> {
          open.remove(connection);
          places.free();
        });
  }

  /** A request has come, which takes the time that it takes. */
  void requested(HttpServerRequest request) {
    Due due = open.get(request.connection());
    if (due != null) {
      due.running++;
      due.deadline = NEVER;
    }
  }

  /** A request has been answered; over HTTP/2, others of its connection may still be. */
  void answered(HttpServerRequest request) {
    Due due = open.get(request.connection());
    if (due != null && --due.running <= 0) {
      due.deadline = now() + nextRequest;
    }
  }

  private void closeLate() {
    long now = now();
    List<HttpConnection> late =
        open.entrySet().stream()
            .filter(each -> each.getValue().deadline < now)
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(HttpConnection::close);
  }

  private long now() {
    return System.nanoTime() - start;
  }
}
