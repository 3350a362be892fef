package dev.rollcall.testing;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server's certificate, made for a test by the JDK's own tool.
 *
 * @param store with its key
 * @param pem the certificate of who vouches for it
 */
public record TestCertificate(Path store, Path pem) {

  private static final String PASSWORD = "for-a-test";

  /**
   * Makes one that vouches for itself.
   *
   * @param name of the files
   * @param names the alternative names, such as {@code ip:127.0.0.1}
   */
  public static TestCertificate make(Path directory, String name, String names) {
    return make(directory, name, "server", names);
  }

  /**
   * Makes one that vouches for itself.
   *
   * @param commonName the subject
   */
  public static TestCertificate make(Path directory, String name, String commonName, String names) {
    TestCertificate made =
        new TestCertificate(directory.resolve(name + ".p12"), directory.resolve(name + ".pem"));
    made.keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=" + commonName + " -ext san=" + names);
    made.keytool("-exportcert -alias server -rfc -file " + made.pem);
    return made;
  }

  /** Makes one that vouches for itself, and did so until a week ago. */
  public static TestCertificate expiredItself(Path directory, String name, String names) {
    TestCertificate made =
        new TestCertificate(directory.resolve(name + ".p12"), directory.resolve(name + ".pem"));
    made.keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=server -startdate -9d -validity 2 -ext san="
            + names);
    made.keytool("-exportcert -alias server -rfc -file " + made.pem);
    return made;
  }

  /**
   * Makes one that is valid, of an authority that was until a week ago.
   *
   * @return its {@code pem} is the authority's
   */
  public static TestCertificate ofExpiredAuthority(Path directory, String name, String names) {
    TestCertificate made =
        new TestCertificate(directory.resolve(name + ".p12"), directory.resolve(name + ".pem"));
    Path file = directory.resolve(name + ".request");
    made.keytool(
        "-genkeypair -alias authority -keyalg EC -dname CN=old -ext bc:c -startdate -9d -validity 2");
    made.keytool("-exportcert -alias authority -rfc -file " + made.pem);
    made.keytool("-genkeypair -alias server -keyalg EC -dname CN=server");
    made.keytool("-certreq -alias server -file " + file);
    made.keytool(
        "-gencert -alias authority -validity 20 -rfc -infile %1$s -outfile %1$s.crt -ext san=%2$s"
            .formatted(file, names));
    made.keytool("-importcert -noprompt -alias server -file " + file + ".crt");
    return made;
  }

  /** Makes one that an authority vouched for, until a week ago. */
  public static TestCertificate expired(Path directory, String name, String names) {
    TestCertificate made =
        new TestCertificate(directory.resolve(name + ".p12"), directory.resolve(name + ".pem"));
    Path file = directory.resolve(name + ".request");
    made.keytool("-genkeypair -alias authority -keyalg EC -dname CN=authority -ext bc:c");
    made.keytool("-exportcert -alias authority -rfc -file " + made.pem);
    made.keytool("-genkeypair -alias server -keyalg EC -dname CN=server");
    made.keytool("-certreq -alias server -file " + file);
    made.keytool(
        "-gencert -alias authority -startdate -9d -validity 2 -rfc -infile %1$s -outfile %1$s.crt -ext san=%2$s"
            .formatted(file, names));
    made.keytool("-importcert -noprompt -alias server -file " + file + ".crt");
    return made;
  }

  /**
   * Writes the private key as PEM beside the store.
   *
   * @return the file
   */
  public Path key() {
    Path file = store.resolveSibling(store.getFileName() + ".key.pem");
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      Key key = keys.getKey("server", PASSWORD.toCharArray());
      String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
      return Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException | GeneralSecurityException unusable) {
      throw new AssertionError(unusable);
    }
  }

  /** Returns what a server shows the certificate with. */
  public PfxOptions forServer() {
    return new PfxOptions()
        .setPath(store.toString())
        .setPassword(PASSWORD)
        .setAlias("server")
        .setAliasPassword(PASSWORD);
  }

  private void keytool(String arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("keytool makes no certificate");
      }
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new AssertionError(ended);
    }
  }
}
