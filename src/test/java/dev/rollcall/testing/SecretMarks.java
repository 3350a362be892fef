package dev.rollcall.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Keys that can be told wherever they turn up: whole or eight characters of them, as they are,
 * backwards, encoded for URLs or in base64, and their hashes.
 */
public final class SecretMarks {

  private static final int PIECE = 8;
  private static final int LENGTH = 40;

  /** What a character weighs in {@link String#hashCode} when it is the one before the piece. */
  private static final int LEAVING = 31 * 31 * 31 * 31 * 31 * 31 * 31 * 31;

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random = new Random(4);
  private final Map<String, String> pieces = new ConcurrentHashMap<>();

  /** A sieve by the pieces' hashes, since texts are long and pieces in them rare. */
  private final AtomicLongArray sieve = new AtomicLongArray(1 << 14);

  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

  /** Makes a key; the label says of a leak which key it was. */
  public String make(String label) {
    StringBuilder key = new StringBuilder();
    random.ints(LENGTH, 0, LETTERS.length()).mapToObj(LETTERS::charAt).forEach(key::append);
    return mark(label, key.insert(LENGTH / 2, "/+=").toString());
  }

  /** Makes a key of letters and digits alone. */
  public String makePlain(String label) {
    return mark(label, make(label).replaceAll("[^A-Za-z0-9]", ""));
  }

  private String mark(String label, String made) {
    forms(made)
        .forEach(
            (form, text) -> {
              for (int i = 0; i + PIECE <= text.length(); i++) {
                String piece = text.substring(i, i + PIECE);
                pieces.put(piece, label + ", " + form);
                int hash = piece.hashCode();
                sieve.accumulateAndGet(word(hash), 1L << hash, (all, one) -> all | one);
              }
            });
    return made;
  }

  /** Looks through a text. */
  public void scan(String where, Object printed) {
    String text = String.valueOf(printed);
    int hash = 0;
    for (int end = 1; end <= text.length(); end++) {
      int leaving = end > PIECE ? text.charAt(end - PIECE - 1) : 0;
      hash = 31 * hash + text.charAt(end - 1) - LEAVING * leaving;
      if ((sieve.get(word(hash)) & (1L << hash)) == 0 || end < PIECE) {
        continue;
      }
      int i = end - PIECE;
      String leak = pieces.get(text.substring(i, end));
      if (leak != null) {
        String around =
            text.substring(Math.max(0, i - 150), Math.min(text.length(), i + PIECE + 150));
        leaks.add(where + " holds " + leak + ": " + around);
        return;
      }
    }
  }

  /** Every place where one was found. */
  public List<String> leaks() {
    return List.copyOf(leaks);
  }

  private int word(int hash) {
    return (hash >>> 6) & (sieve.length() - 1);
  }

  private static Map<String, String> forms(String key) {
    Map<String, String> forms = new HashMap<>();
    forms.put("as it is", key);
    forms.put("backwards", new StringBuilder(key).reverse().toString());
    forms.put("in a URL", URLEncoder.encode(key, StandardCharsets.UTF_8));
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    for (int skipped = 0; skipped < 3; skipped++) {
      forms.put("base64 from " + skipped, base64(bytes, skipped));
    }
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
      byte[] hash = hash(algorithm, bytes);
      forms.put(algorithm, HexFormat.of().formatHex(hash));
      forms.put(algorithm + " in capitals", HexFormat.of().withUpperCase().formatHex(hash));
      forms.put(algorithm + " in base64", base64(hash, 0));
    }
    return forms;
  }

  /** Without the last characters, which depend on what follows. */
  private static String base64(byte[] bytes, int skipped) {
    byte[] whole = Arrays.copyOfRange(bytes, skipped, skipped + (bytes.length - skipped) / 3 * 3);
    return Base64.getEncoder().encodeToString(whole);
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(algorithm.toLowerCase(Locale.ROOT), everyJvmHasIt);
    }
  }
}
