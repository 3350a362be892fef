package dev.rollcall.gateway.encoding;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A body in one content encoding, ready to be sent.
 *
 * @param bytes shared by all who are sent them, so not to be changed
 * @param etag the strong entity tag, in quotes
 * @param contentEncoding null when the bytes are the plain ones
 * @param contentLength how many bytes there are
 */
public record Representation(
    Buffer bytes,
    CharSequence etag,
    @Nullable CharSequence contentEncoding,
    CharSequence contentLength) {

  static Representation of(Buffer bytes, String etag, @Nullable CharSequence contentEncoding) {
    return new Representation(
        bytes,
        HttpHeaders.createOptimized(etag),
        contentEncoding,
        HttpHeaders.createOptimized(Integer.toString(bytes.length())));
  }
}
