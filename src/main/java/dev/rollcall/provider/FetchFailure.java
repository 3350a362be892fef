package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fetch that brought no list. Carries no stack trace, because the network is the cause. */
final class FetchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient @Nullable Duration retryAfter;

  /**
   * Creates a failure.
   *
   * @param message one sentence without a key or a part of an answer
   * @param retryAfter how long the provider asks to be left alone; null when it does not say
   */
  FetchFailure(ErrorCode code, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  FetchFailure(ErrorCode code, String message) {
    this(code, message, null);
  }

  ErrorCode code() {
    return code;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
