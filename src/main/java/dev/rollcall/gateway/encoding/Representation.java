package dev.rollcall.gateway.encoding;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A body in one content encoding, ready to be sent. May be used from any thread. */
public final class Representation {

  private final Buffer bytes;
  private final CharSequence etag;
  private final @Nullable CharSequence contentEncoding;
  private final CharSequence contentLength;
  private final AtomicInteger readers = new AtomicInteger();

  private Representation(Buffer bytes, CharSequence etag, @Nullable CharSequence contentEncoding) {
    this.bytes = bytes;
    this.etag = etag;
    this.contentEncoding = contentEncoding;
    this.contentLength = HttpHeaders.createOptimized(Integer.toString(bytes.length()));
  }

  static Representation of(Buffer bytes, String etag, @Nullable CharSequence contentEncoding) {
    return new Representation(bytes, HttpHeaders.createOptimized(etag), contentEncoding);
  }

  /** Returns the bytes, which all readers share and which must not be changed. */
  public Buffer bytes() {
    return bytes;
  }

  /** Returns the strong entity tag, in quotes. */
  public CharSequence etag() {
    return etag;
  }

  /** Returns the content encoding; null when the bytes are the plain ones. */
  public @Nullable CharSequence contentEncoding() {
    return contentEncoding;
  }

  /** Returns how many bytes there are, as a header's value. */
  public CharSequence contentLength() {
    return contentLength;
  }

  /** Returns the count of readers that are being sent the bytes; the sender maintains it. */
  public AtomicInteger readers() {
    return readers;
  }
}
