package dev.rollcall.gateway;

import dev.rollcall.config.TlsConfig;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the files of a server's TLS change, as they do when a certificate is renewed. What
 * cannot be used is said once and changes nothing.
 */
final class TlsWatch {

  private static final Logger LOG = System.getLogger(TlsWatch.class.getName());

  private final Vertx vertx;
  private final TlsConfig tls;
  private final Function<KeyCertOptions, Future<Boolean>> use;
  private boolean scanning;
  private @Nullable Object seen;
  private @Nullable Object settled;

  /**
   * Watches nothing yet.
   *
   * @param use makes a server show another certificate; gives whether it is another
   */
  TlsWatch(Vertx vertx, TlsConfig tls, Function<KeyCertOptions, Future<Boolean>> use) {
    this.vertx = vertx;
    this.tls = tls;
    this.use = use;
  }

  /** Begins to watch; ends with the verticle. */
  void begin(Duration period) {
    vertx.setPeriodic(period.toMillis(), id -> scan());
  }

  private void scan() {
    if (!scanning) {
      scanning = true;
      PemPair.load(vertx, tls).transform(this::take).onComplete(done -> scanning = false);
    }
  }

  /** Takes what two scans have seen, because the two files are not replaced at once. */
  private Future<Boolean> take(AsyncResult<PemPair> read) {
    Object now = read.succeeded() ? read.result() : String.valueOf(read.cause().getMessage());
    boolean isSettled = now.equals(seen) && !now.equals(settled);
    seen = now;
    if (!isSettled) {
      return Future.succeededFuture(false);
    }
    settled = now;
    Future<PemPair> pair =
        read.succeeded() ? read.result().check(vertx, tls) : Future.failedFuture(read.cause());
    return pair.compose(usable -> use.apply(usable.options()))
        .onSuccess(
            changed -> {
              if (changed) {
                LOG.log(Level.INFO, "The certificate of {0} is in use", tls.cert());
              }
            })
        .onFailure(
            failure ->
                LOG.log(
                    Level.WARNING,
                    "{0}; the certificate before it stays in use",
                    failure.getMessage()));
  }
}
