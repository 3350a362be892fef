package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A provider's whole answer to one request.
 *
 * @param host who answered
 * @param retryAfter the header of that name; null when there is none
 */
record Answer(String host, int status, @Nullable String retryAfter, Buffer body) {

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * The body's JSON.
   *
   * @throws FetchFailure when it is none
   */
  @Nullable Object json() {
    Buffer text = withoutBom();
    try {
      return Json.decodeValue(text);
    } catch (DecodeException notJson) {
      throw looksLikeJson(text)
          ? new FetchFailure(ErrorCode.MALFORMED, host + " sent broken or too deeply nested JSON")
          : new FetchFailure(ErrorCode.NOT_JSON, host + " sent something that is not JSON");
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

  private Buffer withoutBom() {
    for (int i = 0; i < BOM.length; i++) {
      if (i >= body.length() || body.getByte(i) != BOM[i]) {
        return body;
      }
    }
    return body.slice(BOM.length, body.length());
  }

  private static boolean looksLikeJson(Buffer text) {
    for (int i = 0; i < text.length(); i++) {
      byte b = text.getByte(i);
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }
}
