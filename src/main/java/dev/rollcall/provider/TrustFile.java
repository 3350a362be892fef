package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a {@code ca_file}. It is read before each fetch, so a new one counts from the
 * next list on.
 */
final class TrustFile {

  /** The certificates of all authorities there are fit in; a wrong path may name anything. */
  private static final long MAX_BYTES = 1024 * 1024;

  private final Vertx vertx;
  private final String file;
  private Buffer content = Buffer.buffer();
  private @Nullable ClientSSLOptions options;

  TrustFile(Vertx vertx, String file) {
    this.vertx = vertx;
    this.file = file;
  }

  /** What a connection that trusts these certificates is made with. */
  Future<ClientSSLOptions> read() {
    return vertx
        .fileSystem()
        .props(file)
        .compose(
            props ->
                props.isRegularFile() && props.size() <= MAX_BYTES
                    ? vertx.fileSystem().readFile(file)
                    : Future.failedFuture("no file of that kind"))
        .recover(unreadable -> Future.failedFuture(unusable("cannot be read")))
        .map(this::options);
  }

  /** The same object for the same content, so that connections are shared. */
  private ClientSSLOptions options(Buffer read) {
    ClientSSLOptions known = options;
    if (known != null && read.equals(content)) {
      return known;
    }
    PemTrustOptions trust = new PemTrustOptions().addCertValue(read);
    try {
      trust.getTrustManagerFactory(vertx);
    } catch (Exception notCertificates) {
      throw unusable("holds no certificates in PEM");
    }
    ClientSSLOptions made =
        new ClientSSLOptions().setTrustOptions(trust).setHostnameVerificationAlgorithm("HTTPS");
    content = read;
    options = made;
    return made;
  }

  private FetchFailure unusable(String why) {
    return new FetchFailure(ErrorCode.CONFIG, "the ca_file " + file + " " + why);
  }
}
