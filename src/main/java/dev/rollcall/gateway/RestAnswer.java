package dev.rollcall.gateway;

import io.vertx.core.http.HttpServerRequest;

/** What a request is answered with: all at once, or as it comes. */
interface RestAnswer {

  /**
   * Sends it, or begins to; to a HEAD request without the body.
   *
   * @param inFlight what bounds the bytes that readers have not taken yet
   */
  void send(HttpServerRequest request, AnswersInFlight inFlight);
}
