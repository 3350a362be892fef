package dev.rollcall.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one server. There is a bounded number of them. One on which no whole request
 * comes for too long is closed, however busily it sends parts of one, and so is one on which
 * nothing moves for too long while a request is answered. All on the server's event loop.
 */
final class Connections {

  private static final int SCANS = 4;

  private final Places places;
  private final long firstRequest;
  private final long idle;
  private final Map<HttpConnection, Visit> open = new HashMap<>();

  /** A connection, while it is open. */
  static final class Visit {
    private final List<HttpServerRequest> running = new ArrayList<>(1);

    /** By when something is to happen, on {@link System#nanoTime()}. */
    private long due;

    private boolean isDueKnown;

    /** The bytes of what runs, sent and received, when that was last looked at. */
    private long bytes;

    private Visit(long firstDue) {
      due = firstDue;
      isDueKnown = true;
    }

    /** A request has come that is not answered at once. */
    void awaits(HttpServerRequest request) {
      running.add(request);
      isDueKnown = false;
    }

    /** A request has been answered, awaited or not. */
    void answered(HttpServerRequest request) {
      running.remove(request);
      isDueKnown = false;
    }

    /** Notes since when nothing happens, because it happens too often to read a clock each time. */
    private boolean isLate(long now, long idle) {
      long before = bytes;
      bytes =
          running.stream()
              .mapToLong(request -> request.bytesRead() + request.response().bytesWritten())
              .sum();
      if (!isDueKnown || bytes != before) {
        due = now + idle;
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
   * @param idle how long nothing may happen after that
   */
  Connections(Places places, Duration firstRequest, Duration idle) {
    this.places = places;
    this.firstRequest = firstRequest.toNanos();
    this.idle = idle.toNanos();
  }

  /** Begins to close those that are late; ends with the verticle. */
  void watch(Vertx vertx) {
    long period = Math.max(1, Math.min(firstRequest, idle) / SCANS / 1_000_000);
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
            .filter(each -> each.getValue().isLate(now, idle))
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(Connections::cut);
  }

  /**
   * At once, for which Vert.x has no public way: {@link HttpConnection#close()} waits for the
   * reader to take what it was sent.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // that it is closed, its handler hears
  private static void cut(HttpConnection connection) {
    try {
      ((ConnectionBase) connection).channelHandlerContext().close();
    } catch (LinkageError | ClassCastException otherVertx) {
      connection.close();
    }
  }
}
