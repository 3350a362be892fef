package dev.rollcall.gateway;

import io.vertx.core.http.HttpServerRequest;

/** What a request is answered with. */
interface Reply {

  /** Sends it; to a HEAD request without the body. */
  void send(HttpServerRequest request);
}
