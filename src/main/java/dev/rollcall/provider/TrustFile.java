package dev.rollcall.provider;

import dev.rollcall.io.BoundedFile;
import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a {@code ca_file}. It is read before each fetch, so a new one counts from the
 * next list on, and one that has expired counts no more.
 */
final class TrustFile {

  /** The certificates of all authorities there are fit in; a wrong path may name anything. */
  private static final long MAX_BYTES = 1024 * 1024;

  private final Vertx vertx;
  private final String file;
  private @Nullable Buffer content;
  private List<X509Certificate> certificates = List.of();
  private List<X509Certificate> trusted = List.of();
  private @Nullable ClientSSLOptions options;

  TrustFile(Vertx vertx, String file) {
    this.vertx = vertx;
    this.file = file;
  }

  /** What a connection that trusts these certificates is made with. */
  Future<ClientSSLOptions> read() {
    return BoundedFile.read(vertx, file, MAX_BYTES)
        .recover(unreadable -> Future.failedFuture(unusable("cannot be read")))
        .map(this::options);
  }

  /** Returns the same object for the same certificates, so that connections are shared. */
  private ClientSSLOptions options(Buffer read) {
    if (!read.equals(content)) {
      certificates = certificates(read);
      content = read;
    }
    List<X509Certificate> valid = ValidTrustManager.valid(certificates);
    ClientSSLOptions known = options;
    if (known != null && valid.equals(trusted)) {
      return known;
    }
    ClientSSLOptions made =
        new ClientSSLOptions()
            .setTrustOptions(TrustOptions.wrap(manager(valid)))
            .setHostnameVerificationAlgorithm("HTTPS");
    trusted = valid;
    options = made;
    return made;
  }

  private List<X509Certificate> certificates(Buffer read) {
    try {
      return Stream.of(
              new PemTrustOptions()
                  .addCertValue(read)
                  .getTrustManagerFactory(vertx)
                  .getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
          .toList();
    } catch (Exception notCertificates) {
      throw unusable("holds no certificates in PEM");
    }
  }

  private ValidTrustManager manager(List<X509Certificate> valid) {
    try {
      return ValidTrustManager.of(valid);
    } catch (GeneralSecurityException | IOException unsupported) {
      throw unusable("holds certificates that cannot be used");
    }
  }

  private FetchFailure unusable(String why) {
    return new FetchFailure(ErrorCode.CONFIG, "the ca_file " + file + " " + why);
  }
}
