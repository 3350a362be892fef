package dev.rollcall.provider;

import dev.rollcall.model.BoundedJson;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's whole answer to one request.
 *
 * @param host who answered
 * @param retryAfter the header of that name; null when there is none
 */
record Answer(String host, int status, @Nullable String retryAfter, Buffer body) {

  /** Three times what the largest known list has; a page with more is not read on. */
  static final int MAX_VALUES = 500_000;

  boolean isSuccess() {
    return status >= 200 && status < 300;
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
      throw new FetchFailure(unreadable.code(), host + " sent " + unreadable.getMessage());
    }
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
