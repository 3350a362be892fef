package dev.rollcall.bus;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be answered, with a message for the caller. REST and the event bus each
 * encode it in their own format. Carries no stack trace, because the caller is the cause.
 */
public final class RequestFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 160;
  private static final Pattern CONTROL = Pattern.compile("\\p{IsControl}");

  private final int status;
  private final String code;
  private final @Nullable String param;
  private final @Nullable Long retryAfterSeconds;

  /**
   * Creates a failure.
   *
   * @param status the HTTP status; also the event bus failure code
   * @param code a word for programs, such as {@code provider_not_found}
   * @param message one sentence for a person
   * @param param the parameter at fault; null when none is
   */
  public RequestFailure(int status, String code, String message, @Nullable String param) {
    this(status, code, message, param, null);
  }

  private RequestFailure(
      int status,
      String code,
      String message,
      @Nullable String param,
      @Nullable Long retryAfterSeconds) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.param = param;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** A parameter, or a key of a body, has a value that cannot be. */
  public static RequestFailure badParameter(String param, String message) {
    return new RequestFailure(400, "invalid_value", message, param);
  }

  /** There is no instance of that name. */
  public static RequestFailure unknownProvider(String name) {
    return new RequestFailure(
        404, "provider_not_found", "there is no provider " + quoted(name), "provider");
  }

  /** Returns what a caller has written, in quotes, as a message shows it. */
  public static String quoted(String written) {
    return "'" + shown(written) + "'";
  }

  /**
   * Returns what a caller has written as a message shows it: at most {@value #SHOWN} characters,
   * and none of them a control character.
   */
  public static String shown(String written) {
    String start =
        written.length() <= SHOWN
            ? written
            : written.substring(0, written.offsetByCodePoints(0, SHOWN / 2)) + "…";
    return CONTROL.matcher(start).replaceAll("?");
  }

  /** There is nothing to serve of an instance, and there may be after some seconds. */
  public static RequestFailure noModels(String message, long retryAfterSeconds) {
    return new RequestFailure(503, "no_models", message, null, retryAfterSeconds);
  }

  /** More is asked at the same time than is answered. */
  public static RequestFailure overloaded() {
    return new RequestFailure(
        503, "overloaded", "too much is asked at the same time; ask again", null, 1L);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public @Nullable String param() {
    return param;
  }

  /** After how many seconds another attempt is worth making; null where time changes nothing. */
  public @Nullable Long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
