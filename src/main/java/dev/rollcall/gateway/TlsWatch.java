package dev.rollcall.gateway;

import dev.rollcall.config.TlsConfig;
import dev.rollcall.io.FileWatch;
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
    new FileWatch<>(vertx, period, this::look, this::take).begin();
  }

  private Future<Look> look() {
    return PemPair.load(vertx, tls)
        .map(pair -> new Look(pair, ""))
        .otherwise(unreadable -> new Look(null, String.valueOf(unreadable.getMessage())));
  }

  private Future<Boolean> take(Look look) {
    PemPair read = look.pair();
    Future<PemPair> pair =
        read == null ? Future.failedFuture(look.problem()) : read.check(vertx, tls);
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

  /**
   * What the two files hold.
   *
   * @param pair null when they cannot be read
   * @param problem why not
   */
  private record Look(@Nullable PemPair pair, String problem) {}
}
