package dev.rollcall.gateway.encoding;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Computes the digests of entity tags. Contents have checksums, which are fast in a JVM's first
 * moments, while SHA-256 is slow there. A provider that forges two entries with equal checksums
 * hides a change of its own entries only.
 */
final class Digests {

  /** The length of a content's digest. */
  static final int BYTES = 3 * Integer.BYTES;

  private static final int TAG_BYTES = 18;

  private Digests() {}

  /** The digest of a content: two checksums and its length. */
  static byte[] of(byte[] content) {
    return ByteBuffer.allocate(BYTES)
        .putInt(sum(new CRC32(), content))
        .putInt(sum(new CRC32C(), content))
        .putInt(content.length)
        .array();
  }

  private static int sum(Checksum checksum, byte[] content) {
    checksum.update(content);
    return (int) checksum.getValue();
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
