package dev.rollcall.gateway.encoding;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list is answered with: its plain bytes, and those of gzip (RFC 1952), which are made once
 * when they are first asked for. May be used from any thread.
 */
public final class Body {

  /** Bytes that compressing does not make fewer by enough to matter. */
  private static final int SHORT = 512;

  /** More than compressing takes a millisecond for. */
  private static final int LONG = 64 * 1024;

  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  /** Magic number, deflate, no flags, no time, no hints, unknown system. */
  private static final Buffer HEADER =
      SharedBytes.copy(new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, (byte) 255});

  /** The last block, with nothing in it, then the CRC and the length. */
  private static final int TRAILER_BYTES = 2 + 4 + 4;

  private static final byte[] LAST_BLOCK = {3, 0};

  private final Representation plain;
  private final Once<Representation> gzip;

  private Body(List<Piece> pieces) {
    plain =
        Representation.of(
            SharedBytes.join(pieces.stream().map(Piece::plain).toList()),
            Digests.tag(pieces.stream().map(Piece::digest)),
            null);
    gzip =
        new Once<>(() -> OffLoop.run(plain.bytes().length() > LONG, () -> Body.compress(pieces)));
  }

  static Body of(List<Piece> pieces) {
    return new Body(pieces);
  }

  /** A body of these bytes. */
  public static Body of(Buffer bytes) {
    return of(List.of(Piece.of(bytes.getBytes())));
  }

  /** The plain bytes. */
  public Representation plain() {
    return plain;
  }

  /** The bytes of gzip; the plain ones where compressing is not worth it. */
  public Future<Representation> gzip() {
    return isShort() ? Future.succeededFuture(plain) : gzip.get();
  }

  /** What {@link #gzip()} gives, where that is ready; else null. */
  public @Nullable Representation gzipIfReady() {
    return isShort() ? plain : gzip.now();
  }

  /** Whether anybody has asked for gzip. */
  boolean isGzipUsed() {
    return gzip.hasBegun();
  }

  /** How many bytes are held, those shared with other bodies too. */
  public long size() {
    Representation compressed = gzip.now();
    return plain.bytes().length() + (compressed == null ? 0L : compressed.bytes().length());
  }

  private boolean isShort() {
    return plain.bytes().length() < SHORT;
  }

  private static Representation compress(List<Piece> pieces) {
    List<Buffer> parts = new ArrayList<>();
    List<byte[]> digests = new ArrayList<>();
    parts.add(HEADER);
    int crc = 0;
    long length = 0;
    for (Piece piece : pieces) {
      Piece.Deflated deflated = piece.deflated();
      parts.add(deflated.bytes());
      digests.add(deflated.digest());
      int pieceLength = piece.plain().length();
      crc = Crc32s.join(crc, deflated.crc(), pieceLength);
      length += pieceLength;
    }
    parts.add(
        SharedBytes.copy(
            ByteBuffer.allocate(TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(LAST_BLOCK)
                .putInt(crc)
                .putInt((int) length)
                .array()));
    return Representation.of(SharedBytes.join(parts), Digests.tag(digests.stream()), GZIP);
  }
}
