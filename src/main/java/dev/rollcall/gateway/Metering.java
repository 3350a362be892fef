package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.OffLoop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notifies observers of every HTTP response, and serves their measurements. May be used from any
 * thread.
 */
public final class Metering {

  /** The route of a request that was refused before it came to an endpoint. */
  static final String NO_ROUTE = "none";

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** Scrapers are few, and a scrape takes a worker thread some milliseconds. */
  private static final int MAX_AT_ONCE = 8;

  private final Admission admission = new Admission(new Places(MAX_AT_ONCE));
  private final List<Observer> observers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Supplier<String> text;

  /** Observes HTTP requests. */
  public interface Observer {

    /**
     * A request is answered. Called on its event loop, so must not block.
     *
     * @param route the path of the endpoint as the table of endpoints has it; {@code none} when it
     *     came to no endpoint
     * @param status the HTTP status
     * @param nanos how long it took to make the answer
     */
    void answered(String route, int status, long nanos);
  }

  /**
   * Tells another one from now on.
   *
   * @return ends it
   */
  public Runnable observe(Observer observer) {
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  /**
   * Serves at {@code /metrics} from now on.
   *
   * @param metrics gives Prometheus' text format, on a worker thread; null serves nothing
   */
  public void expose(@Nullable Supplier<String> metrics) {
    text = metrics;
  }

  /**
   * A request is answered.
   *
   * @param started when its work began, in {@link System#nanoTime()}
   */
  void answered(String route, HttpServerRequest request, long started) {
    if (!observers.isEmpty()) {
      long nanos = System.nanoTime() - started;
      int status = request.response().getStatusCode();
      observers.forEach(observer -> observer.answered(route, status, nanos));
    }
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.read(
            "/metrics", "measurements, for Prometheus", asked -> admission.admit(this::metrics)));
  }

  private Future<RestReply> metrics() {
    Supplier<String> metrics = text;
    if (metrics == null) {
      throw new RequestFailure(
          501,
          "no_metrics",
          "metrics are served where Rollcall has a port of its own"
              + " and micrometer-registry-prometheus on its class path",
          null);
    }
    return OffLoop.run(true, metrics).map(Metering::reply);
  }

  private static RestReply reply(String metrics) {
    return new RestReply(
        200,
        Buffer.buffer(metrics),
        Map.of(HttpHeaders.CONTENT_TYPE, TEXT, HttpHeaders.CACHE_CONTROL, "no-cache"));
  }
}
