package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Undoes the compression of a body. The HTTP client could, but goes on reading when what comes
 * decompresses to nothing.
 */
final class Compression {

  /** What requests offer to accept. */
  static final String ACCEPTED = "gzip";

  private Compression() {}

  /**
   * The body as it was before.
   *
   * @param encoding the answer's {@code Content-Encoding}
   * @param maxBytes how many bytes it may have then
   * @throws FetchFailure when it cannot be undone, or is larger
   */
  static Buffer undo(String encoding, Buffer body, int maxBytes, String host) {
    String method = encoding.strip().toLowerCase(Locale.ROOT);
    if (method.isEmpty() || method.equals("identity") || body.length() == 0) {
      return body;
    }
    if (!method.equals(ACCEPTED) && !method.equals("x-gzip")) {
      throw new FetchFailure(
          ErrorCode.MALFORMED, host + " compressed its answer in a way that it was not asked for");
    }
    byte[] plain;
    try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
      plain = input.readNBytes(maxBytes + 1);
    } catch (IOException broken) {
      throw new FetchFailure(ErrorCode.MALFORMED, host + " sent a broken compressed body");
    }
    if (plain.length > maxBytes) {
      throw new FetchFailure(ErrorCode.TOO_LARGE, host + " sent more than " + maxBytes + " bytes");
    }
    return Buffer.buffer(plain);
  }
}
