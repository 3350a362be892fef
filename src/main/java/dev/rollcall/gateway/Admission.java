package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Bounds how many requests are in the works; the others fail at once instead of queueing. */
final class Admission {

  private final Places places;

  Admission(Places places) {
    this.places = places;
  }

  /**
   * Does the work when there is a place.
   *
   * @param work may throw what it could fail with
   * @return fails with 503 when too much is in the works
   */
  <T> Future<T> admit(Supplier<Future<T>> work) {
    if (!places.take()) {
      return Future.failedFuture(RequestFailure.overloaded());
    }
    return Future.<Void>succeededFuture()
        .compose(start -> work.get())
        .onComplete(done -> places.free());
  }
}
