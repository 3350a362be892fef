package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a status other than 2xx means. */
final class StatusFailures {

  private StatusFailures() {}

  /**
   * How the provider refused the key.
   *
   * @param json the answer's JSON; null when it has none
   * @return null when the answer is not about the key: a 403 without JSON is a page that something
   *     in between put up
   */
  static Fetched.@Nullable Refused refusal(Answer answer, @Nullable Object json, Listing listing) {
    if (answer.status() == 401 || (answer.status() == 400 && listing.refusesKey(json))) {
      return new Fetched.Refused(
          ErrorCode.UNAUTHORIZED,
          answer.host() + " refused the key with status " + answer.status());
    }
    if (answer.status() == 403 && json != null) {
      return new Fetched.Refused(
          ErrorCode.FORBIDDEN, answer.host() + " does not let this key list models (status 403)");
    }
    return null;
  }

  /** The failure of any other answer. */
  static FetchFailure failure(
      Answer answer, @Nullable Object json, boolean halfTheListIsThere, Instant now) {
    int status = answer.status();
    Duration retryAfter = RetryAfter.of(answer.retryAfter(), json, now);
    String message = answer.host() + " answered with status " + status;
    if (status == 429) {
      return new FetchFailure(ErrorCode.RATE_LIMITED, message + ", too many requests", retryAfter);
    }
    if (halfTheListIsThere) {
      return new FetchFailure(
          ErrorCode.INCOMPLETE, message + " before the list was complete", retryAfter);
    }
    if (status == 206) {
      return new FetchFailure(ErrorCode.INCOMPLETE, message + ", a part of what was asked for");
    }
    if (status < 200 || status == 304) {
      return new FetchFailure(
          ErrorCode.MALFORMED, message + ", which is no answer to what was asked", retryAfter);
    }
    if (status >= 300 && status < 400) {
      return new FetchFailure(
          ErrorCode.REDIRECT, message + ", a redirect, which is not followed", retryAfter);
    }
    return new FetchFailure(
        status >= 500 ? ErrorCode.HTTP_5XX : ErrorCode.HTTP_4XX, message, retryAfter);
  }
}
