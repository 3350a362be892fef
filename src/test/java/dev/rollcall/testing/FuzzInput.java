package dev.rollcall.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A fuzzer's bytes: the first ones make choices, the rest is what is read. */
public final class FuzzInput {

  /** Stands for a secret in an input: no message may hold it. */
  public static final String MARK = "MARKED";

  /** What is left of the heap: while fuzzing, the fuzzer itself needs some beside. */
  private static final long HEAP = 64 * 1024 * 1024;

  private static byte[] ballast = {};

  private final byte[] bytes;
  private int at;

  public FuzzInput(byte[] bytes) {
    this.bytes = bytes;
    if (ballast.length == 0 && Boolean.getBoolean("JAZZER_FUZZ")) {
      ballast = new byte[tooMuch()];
    }
  }

  /** One of these, by the next byte; the first when there is none. */
  public <T> T choose(List<T> of) {
    return of.get(at < bytes.length ? (bytes[at++] & 0xff) % of.size() : 0);
  }

  /** The bytes up to the next end of a line, as text; a choice too. */
  public String line() {
    int start = at;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
    at = Math.min(bytes.length, at + 1);
    return line;
  }

  /** The bytes that made no choice. */
  public byte[] rest() {
    return Arrays.copyOfRange(bytes, at, bytes.length);
  }

  /** The bytes that made no choice, as text. */
  public String text() {
    return new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
  }

  private static int tooMuch() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    return (int) Math.max(1, free - HEAP);
  }
}
