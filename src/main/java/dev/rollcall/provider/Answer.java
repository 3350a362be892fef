package dev.rollcall.provider;

import dev.rollcall.json.BoundedJson;
import dev.rollcall.model.ErrorCode;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's whole answer to one request.
 *
 * @param host the host that answered
 * @param retryAfter the header of that name; null when there is none
 * @param encoding the header {@code Content-Encoding}; null when there is none
 */
record Answer(
    String host, int status, @Nullable String retryAfter, @Nullable String encoding, Buffer body) {

  /** Three times what the largest known list has; a page with more is not read on. */
  static final int MAX_VALUES = 500_000;

  /** Whether this is the whole of what was asked for; 206 is a part. */
  boolean isSuccess() {
    return status >= 200 && status < 300 && status != 206;
  }

  boolean isCompressed() {
    return encoding != null;
  }

  /**
   * The same without compression. An answer that is no success says enough with its status, so its
   * body may be broken.
   *
   * @throws FetchFailure when it cannot be had, or has more than {@code maxBytes}
   */
  Answer decompressed(int maxBytes) {
    if (encoding == null) {
      return this;
    }
    try {
      return with(Compression.undo(encoding, body, maxBytes, host));
    } catch (FetchFailure broken) {
      if (isSuccess()) {
        throw broken;
      }
      return with(Buffer.buffer());
    }
  }

  private Answer with(Buffer plain) {
    return new Answer(host, status, retryAfter, null, plain);
  }

  /**
   * The body's JSON.
   *
   * @throws FetchFailure when it is none, or more than is read
   */
  @Nullable Object json() {
    try {
      return BoundedJson.read(body.getBytes(), MAX_VALUES);
    } catch (BoundedJson.Unreadable unreadable) {
      throw new FetchFailure(code(unreadable.defect()), host + " sent " + unreadable.getMessage());
    }
  }

  private static ErrorCode code(BoundedJson.Defect defect) {
    return switch (defect) {
      case NOT_JSON -> ErrorCode.NOT_JSON;
      case MALFORMED -> ErrorCode.MALFORMED;
      case TOO_LARGE -> ErrorCode.TOO_LARGE;
    };
  }

  /** The body's JSON; null when it is none. */
  @Nullable Object jsonOrNull() {
    try {
      return json();
    } catch (FetchFailure notJson) {
      return null;
    }
  }
}
