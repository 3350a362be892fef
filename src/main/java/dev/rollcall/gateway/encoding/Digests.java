package dev.rollcall.gateway.encoding;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;

/** Hashes that entity tags are made of. */
final class Digests {

  private static final int TAG_BYTES = 18;

  private Digests() {}

  static byte[] of(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** The strong entity tag, in quotes, of bytes whose parts have these digests. */
  static String tag(Stream<byte[]> digests) {
    MessageDigest whole = sha256();
    digests.forEach(whole::update);
    byte[] digest = new byte[TAG_BYTES];
    System.arraycopy(whole.digest(), 0, digest, 0, TAG_BYTES);
    return '"' + Base64.getUrlEncoder().encodeToString(digest) + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
