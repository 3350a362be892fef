package dev.rollcall.provider;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers by given certificates, of which those that have expired count for nothing. The
 * JDK's trust manager takes a certificate that it is given as trusted whatever its dates are.
 */
final class ValidTrustManager extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager verifier;

  private ValidTrustManager(X509ExtendedTrustManager verifier) {
    this.verifier = verifier;
  }

  /**
   * Creates a manager.
   *
   * @param trusted authorities and servers; all are valid now
   */
  static ValidTrustManager of(Collection<X509Certificate> trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate certificate : trusted) {
      store.setCertificateEntry(Integer.toString(number++), certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .map(ValidTrustManager::new)
        .orElseThrow(() -> new GeneralSecurityException("there is no X.509 trust manager"));
  }

  /** Returns those certificates that are valid now. */
  static List<X509Certificate> valid(Collection<X509Certificate> certificates) {
    return certificates.stream().filter(ValidTrustManager::isValid).toList();
  }

  private static boolean isValid(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return true;
    } catch (CertificateExpiredException | CertificateNotYetValidException notNow) {
      return false;
    }
  }

  /** Checks what the JDK does not: a server's own certificate when that is trusted itself. */
  private void checkValidity(X509Certificate[] chain) throws CertificateException {
    if (chain.length > 0) {
      chain[0].checkValidity();
    }
    if (verifier.getAcceptedIssuers().length == 0) {
      throw new CertificateException("no trusted certificate is valid now");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkValidity(chain);
    verifier.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkValidity(chain);
    verifier.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkValidity(chain);
    verifier.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("clients are not verified");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("clients are not verified");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("clients are not verified");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return verifier.getAcceptedIssuers();
  }
}
