package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Representation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends answers, and bounds the bytes of those that their readers have not taken yet. Bytes that
 * are sent to several readers at a time exist once and count once. May be used from any thread.
 */
final class AnswersInFlight {

  /** Under TLS each reader has a copy of a piece, before and after it is encrypted. */
  private static final int TLS_BYTES = 2 * PacedBody.PIECE;

  /** Answers up to this size are not counted: a refusal would be as large. */
  private static final int SMALL = 1024;

  private final ByteBudget budget;

  /**
   * Creates a bound.
   *
   * @param budget in bytes
   */
  AnswersInFlight(ByteBudget budget) {
    this.budget = budget;
  }

  /** Returns whether so many bytes are in flight that no further list should be encoded. */
  boolean areTooMany() {
    return budget.isNearlyUsed();
  }

  /**
   * Sends a list's bytes as the body of a response whose headers are set.
   *
   * @return whether there was room for it; else nothing has been sent
   */
  boolean send(HttpServerRequest request, Representation body) {
    int extra = request.isSSL() ? TLS_BYTES : 0;
    if (extra > 0 && !budget.take(extra)) {
      return false;
    }
    if (!begin(body)) {
      budget.free(extra);
      return false;
    }
    HttpServerResponse response = request.response();
    Future<Void> sent =
        extra > 0 ? PacedBody.send(response, body.bytes()) : response.end(body.bytes());
    sent.onComplete(
        taken -> {
          end(body);
          if (extra > 0) {
            budget.free(extra);
          }
        });
    return true;
  }

  /**
   * Sends bytes that no other reader has, as the body of a response whose headers are set.
   *
   * @return whether there was room for it; else nothing has been sent
   */
  boolean send(HttpServerRequest request, Buffer body) {
    int bytes = body.length();
    if (bytes <= SMALL) {
      request.response().end(body);
      return true;
    }
    if (!budget.take(bytes)) {
      return false;
    }
    PacedBody.send(request.response(), body).onComplete(taken -> budget.free(bytes));
    return true;
  }

  /** Refuses a request for whose answer there is no room. */
  static void refuse(HttpServerRequest request) {
    request.response().headers().clear();
    Refusals.of(RequestFailure.overloaded(), request).send(request);
  }

  private boolean begin(Representation body) {
    AtomicInteger readers = body.readers();
    while (true) {
      int before = readers.get();
      if (before > 0) {
        if (readers.compareAndSet(before, before + 1)) {
          return true;
        }
      } else if (!budget.take(body.bytes().length())) {
        return false;
      } else if (readers.compareAndSet(0, 1)) {
        return true;
      } else {
        budget.free(body.bytes().length());
      }
    }
  }

  private void end(Representation body) {
    if (body.readers().decrementAndGet() == 0) {
      budget.free(body.bytes().length());
    }
  }
}
