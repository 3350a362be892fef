package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;

/** Says of any failure what its caller may know. */
final class Failures {

  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** The failure to tell; one that is nobody's business but ours is logged instead. */
  static RequestFailure of(Throwable cause) {
    if (cause instanceof RequestFailure failure) {
      return failure;
    }
    LOG.log(System.Logger.Level.ERROR, "a request failed", cause);
    return new RequestFailure(500, "internal", "Rollcall failed to answer this request", null);
  }
}
