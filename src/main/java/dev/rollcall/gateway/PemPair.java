package dev.rollcall.gateway;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.TlsConfig;
import dev.rollcall.io.BoundedFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/**
 * What the two files of a server's TLS hold. Neither is ever told.
 *
 * @param cert the certificate
 * @param key its private key
 */
record PemPair(Buffer cert, Buffer key) {

  /** Certificates are a few KB; a wrong path may name anything. */
  private static final long MAX_BYTES = 1024 * 1024;

  private static final byte[] SAMPLE = {1, 2, 3};

  /**
   * Reads the files, whatever is in them.
   *
   * @return fails with a {@link ConfigException} that names the key whose file cannot be read
   */
  static Future<PemPair> load(Vertx vertx, TlsConfig tls) {
    return file(vertx, "cert", tls.cert())
        .compose(cert -> file(vertx, "key", tls.key()).map(key -> new PemPair(cert, key)));
  }

  /**
   * Reads the files and makes sure that they can be used together.
   *
   * @return fails with a {@link ConfigException} that names the key at fault
   */
  static Future<PemPair> read(Vertx vertx, TlsConfig tls) {
    return load(vertx, tls).compose(pair -> pair.check(vertx, tls));
  }

  /** Itself, or a {@link ConfigException} that names the key at fault. */
  Future<PemPair> check(Vertx vertx, TlsConfig tls) {
    return vertx.executeBlocking(
        () -> {
          PublicKey shown = publicKey(tls);
          if (!isFor(shown, keys(vertx, tls))) {
            throw mistake(
                "key", "does not belong to the certificate of server.tls.cert", tls.key());
          }
          return this;
        });
  }

  KeyCertOptions options() {
    return new PemKeyCertOptions().setCertValue(cert).setKeyValue(key);
  }

  private PublicKey publicKey(TlsConfig tls) {
    try {
      List<Certificate> chain =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(cert.getBytes())));
      if (!chain.isEmpty()) {
        return chain.get(0).getPublicKey();
      }
    } catch (GeneralSecurityException unreadable) {
      // Said below, without what is in the file.
    }
    throw mistake("cert", "holds no PEM certificate", tls.cert());
  }

  private X509KeyManager keys(Vertx vertx, TlsConfig tls) {
    try {
      return Stream.of(options().getKeyManagerFactory(vertx).getKeyManagers())
          .filter(X509KeyManager.class::isInstance)
          .map(X509KeyManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (Exception unreadable) {
      throw mistake("key", "holds no PEM private key that can be used", tls.key());
    }
  }

  private static boolean isFor(PublicKey shown, X509KeyManager keys)
      throws GeneralSecurityException {
    String[] names = keys.getServerAliases(shown.getAlgorithm(), null);
    if (names == null || names.length == 0) {
      return false;
    }
    PrivateKey key = keys.getPrivateKey(names[0]);
    Signature signature = Signature.getInstance(signatureAlgorithm(shown));
    signature.initSign(key);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(SAMPLE);
    return signature.verify(signed);
  }

  private static String signatureAlgorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private static Future<Buffer> file(Vertx vertx, String key, String file) {
    return BoundedFile.read(vertx, file, MAX_BYTES)
        .recover(failure -> Future.failedFuture(mistake(key, "cannot be read from", file)));
  }

  private static ConfigException mistake(String key, String what, String file) {
    String name = "server.tls." + key;
    String sentence =
        what.endsWith(" from") ? name + " " + what + " " + file : name + " " + what + ": " + file;
    return new ConfigException(List.of(new ConfigException.Mistake(name, sentence)));
  }

  @Override
  public String toString() {
    return "PemPair";
  }
}
