package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.eventbus.ReplyException;

/** Says of any failure what its caller may know. */
final class Failures {

  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** The failure to tell; one that is nobody's business but ours is logged instead. */
  static RequestFailure of(Throwable cause) {
    if (cause instanceof RequestFailure failure) {
      return failure;
    }
    if (cause instanceof ReplyException reply) {
      return of(reply);
    }
    LOG.log(System.Logger.Level.ERROR, "a request failed", cause);
    return new RequestFailure(500, "internal", "Rollcall failed to answer this request", null);
  }

  private static RequestFailure of(ReplyException reply) {
    return switch (reply.failureType()) {
      case NO_HANDLERS -> new RequestFailure(503, "unavailable", "the cache is not running", null);
      case TIMEOUT -> new RequestFailure(504, "timeout", "the cache did not answer in time", null);
      default -> {
        int code = reply.failureCode();
        int status = code >= 400 && code < 600 ? code : 500;
        yield new RequestFailure(
            status,
            status < 500 ? "invalid_request" : "internal",
            String.valueOf(reply.getMessage()),
            null);
      }
    };
  }
}
