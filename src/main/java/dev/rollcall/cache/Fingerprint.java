package dev.rollcall.cache;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Whose list a list is, without saying it: a salted hash of everything that {@link
 * InstanceConfig#isSameAccount} compares. It stands in the list's file and nowhere else.
 *
 * @param salt makes equal accounts of two files look different
 * @param hash SHA-256 in hexadecimal
 */
record Fingerprint(String salt, String hash) {

  private static final int SALT_BYTES = 16;

  /** The fingerprint of an instance's account, with a salt of its own. */
  static Fingerprint of(InstanceConfig config) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    String text = HexFormat.of().formatHex(salt);
    return new Fingerprint(text, hash(text, config));
  }

  /** Whether this is the fingerprint of that instance's account. */
  boolean isOf(InstanceConfig config) {
    return MessageDigest.isEqual(bytes(hash), bytes(hash(salt, config)));
  }

  private static String hash(String salt, InstanceConfig config) {
    MessageDigest digest = sha256();
    add(digest, salt);
    add(digest, config.type().name());
    add(digest, config.baseUrl());
    Secret key = config.apiKey();
    add(digest, key == null ? "" : key.reveal());
    new TreeMap<>(config.headers())
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value.reveal());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds a text with its length, so that no two rows of texts are the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = bytes(text);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "***";
  }
}
