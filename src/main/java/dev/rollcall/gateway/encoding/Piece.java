package dev.rollcall.gateway.encoding;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A part of bodies: its bytes, and the same deflated so that it can stand between others in one
 * gzip stream. May be used from any thread.
 */
final class Piece {

  private static final int LEVEL = 6;
  private static final int CHUNK = 16 * 1024;

  private final Buffer plain;
  private final byte[] digest;
  private volatile @Nullable Deflated deflated;

  /**
   * The bytes deflated, to the next whole byte and without an end.
   *
   * @param crc of what was deflated
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Deflated(Buffer bytes, byte[] digest, int crc) {}

  private Piece(Buffer plain, byte[] digest) {
    this.plain = plain;
    this.digest = digest;
  }

  static Piece of(byte[] bytes) {
    return of(SharedBytes.copy(bytes), Digests.of(bytes));
  }

  /**
   * A part of these bytes.
   *
   * @param digest what other bytes do not have
   */
  static Piece of(Buffer bytes, byte[] digest) {
    return new Piece(bytes, digest);
  }

  Buffer plain() {
    return plain;
  }

  byte[] digest() {
    return digest;
  }

  /** Deflates the bytes the first time, which takes a millisecond for a hundred kilobytes. */
  Deflated deflated() {
    Deflated known = deflated;
    if (known == null) {
      known = deflate(plain.getBytes());
      deflated = known;
    }
    return known;
  }

  private static Deflated deflate(byte[] bytes) {
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes);
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
      byte[] chunk = new byte[CHUNK];
      int written;
      do {
        written = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
        out.write(chunk, 0, written);
      } while (written == chunk.length);
      byte[] result = out.toByteArray();
      return new Deflated(SharedBytes.copy(result), Digests.of(result), Crc32s.of(bytes));
    } finally {
      deflater.end();
    }
  }
}
