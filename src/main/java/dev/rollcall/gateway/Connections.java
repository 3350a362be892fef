package dev.rollcall.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one server. There is a bounded number of them, and one on which no whole
 * request comes for too long is closed, however busily it sends parts of one. All on the server's
 * event loop.
 */
final class Connections {

  private static final int SCANS = 4;

  private final Places places;
  private final long firstRequest;
  private final long nextRequest;
  private final Map<HttpConnection, Visit> open = new HashMap<>();

  /** A connection, while it is open. */
  static final class Visit {
    /** When a request is due, on {@link System#nanoTime()}. */
    private long due;

    private boolean isDueKnown;
    private int running;

    private Visit(long firstDue) {
      due = firstDue;
      isDueKnown = true;
    }

    /** A request has come, which takes the time that it takes. */
    void requested() {
      running++;
      isDueKnown = false;
    }

    /** A request has been answered; over HTTP/2, others of the connection may still be. */
    void answered() {
      running--;
    }

    /** Notes since when it waits, because requests come too often to read a clock for each. */
    private boolean isLate(long now, long nextRequest) {
      if (running > 0) {
        return false;
      }
      if (!isDueKnown) {
        due = now + nextRequest;
        isDueKnown = true;
      }
      return due - now < 0;
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
    open.put(connection, new Visit(System.nanoTime() + firstRequest));
    connection.closeHandler(
        closed -> {
          open.remove(connection);
          places.free();
        });
  }

  /** The connection of a request; null when it has been closed. */
  @Nullable Visit of(HttpServerRequest request) {
    return open.get(request.connection());
  }

  private void closeLate() {
    long now = System.nanoTime();
    List<HttpConnection> late =
        open.entrySet().stream()
            .filter(each -> each.getValue().isLate(now, nextRequest))
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(HttpConnection::close);
  }
}
