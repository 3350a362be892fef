package dev.rollcall.gateway;

import dev.rollcall.config.AddressRange;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line for every request of one server, in the log {@code dev.rollcall.access}. A thread of its
 * own writes them, so that no request waits for a disk or a terminal; when it cannot keep up, lines
 * are left out, and their number is logged.
 */
final class AccessLog {

  static final String NAME = "dev.rollcall.access";

  private static final Logger LOG = System.getLogger(NAME);
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_PATH = 256;

  private final WorkerExecutor writer;
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger leftOut = new AtomicInteger();

  private record Line(
      String caller, String method, String path, int status, long bytes, long micros) {

    @Override
    public String toString() {
      String shown = path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "…";
      return String.format(
          Locale.ROOT,
          "%s %s %s %d %d B %.1f ms",
          caller,
          method,
          shown.replaceAll("[\\p{Cntrl}\\s]", "?"),
          status,
          bytes,
          micros / 1000.0);
    }
  }

  /** Ends with the verticle whose context this is. */
  AccessLog(Vertx vertx) {
    writer = vertx.createSharedWorkerExecutor(NAME, 1);
  }

  /**
   * A request has been answered, or its caller has gone before.
   *
   * @param started when it came, in {@link System#nanoTime()}
   * @param trusted the proxies whose forwarding headers are trusted for the caller's address
   */
  void answered(HttpServerRequest request, long started, List<AddressRange> trusted) {
    if (waiting.get() >= MAX_WAITING) {
      leftOut.incrementAndGet();
      return;
    }
    long micros = (System.nanoTime() - started) / 1000;
    lines.add(
        new Line(
            CallerAddress.of(request, trusted),
            request.method().name(),
            // Without the query, which may hold a key.
            String.valueOf(request.path()),
            request.response().getStatusCode(),
            request.response().bytesWritten(),
            micros));
    if (waiting.getAndIncrement() == 0) {
      writer.executeBlocking(this::write);
    }
  }

  private Void write() {
    do {
      LOG.log(Level.INFO, lines.remove());
      int missing = leftOut.getAndSet(0);
      if (missing > 0) {
        LOG.log(Level.WARNING, "{0} requests are not logged: they came too fast", missing);
      }
    } while (waiting.decrementAndGet() > 0);
    return null;
  }
}
