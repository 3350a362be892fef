package dev.rollcall.gateway;

import dev.rollcall.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;

/** Keys that callers are known by. How long it takes to try one says nothing about those here. */
final class KeyRing {

  private final List<byte[]> digests;

  KeyRing(Collection<Secret> keys) {
    digests = keys.stream().map(Secret::reveal).map(KeyRing::digest).toList();
  }

  /** Whether one of the keys that were sent is here. */
  boolean holdsOneOf(Collection<String> sent) {
    boolean found = false;
    for (String key : sent) {
      byte[] digest = digest(key);
      for (byte[] known : digests) {
        found |= MessageDigest.isEqual(known, digest);
      }
    }
    return found;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
