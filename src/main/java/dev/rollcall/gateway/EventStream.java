package dev.rollcall.gateway;

import dev.rollcall.feed.EventId;
import dev.rollcall.feed.FeedEvent;
import dev.rollcall.feed.History;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * One reader's server-sent events. It has no queue but a place in the history, from which it goes
 * on whenever there is more and the reader takes it: so between what was and what comes nothing is
 * missing and nothing is sent twice. All on the request's event loop, but for what says otherwise.
 */
final class EventStream {

  /** A reader that takes nothing while so many events are added is told to come again. */
  static final int MAX_BEHIND = 1000;

  private static final long HEARTBEAT = Duration.ofSeconds(15).toMillis();
  private static final int MAX_EVENTS = 256;
  private static final int MAX_BYTES = 16 * 1024;

  /** So many writes in one turn of the event loop, which others wait for. */
  private static final int MAX_WRITES = 8;

  private static final Buffer COMMENT = Buffer.buffer(":\n\n");
  private static final List<String> ACCEPTED = List.of("text/event-stream", "text/*", "*/*");

  private final HttpServerResponse response;
  private final Context context;
  private final Vertx timers;
  private final History history;
  private final EventFrames frames;
  private final Predicate<FeedEvent> filter;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Promise<Void> over = Promise.promise();
  private EventId place;
  private EventId told;
  private boolean isBlocked;
  private long addedWhenBlocked;

  /**
   * Sends nothing yet.
   *
   * @param place what comes after it is sent
   * @param filter what is sent
   */
  EventStream(HttpServerRequest request, Feed feed, EventId place, Predicate<FeedEvent> filter) {
    this.response = request.response();
    this.context = Vertx.currentContext();
    this.timers = feed.timers(context.owner());
    this.history = feed.history();
    this.frames = feed.frames();
    this.filter = filter;
    this.place = place;
    this.told = place;
  }

  /** Whether these Accept headers accept an event stream. */
  static boolean isAccepted(List<String> accept) {
    return accept.isEmpty()
        || accept.stream()
            .flatMap(header -> List.of(header.split(",", -1)).stream())
            .map(range -> range.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
            .anyMatch(ACCEPTED::contains);
  }

  static boolean isHead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.HEAD);
  }

  /** Gives a response the head of a stream. */
  static HttpServerResponse head(HttpServerResponse response) {
    return response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        // Proxies that collect answers before they pass them on would hold events back.
        .putHeader("X-Accel-Buffering", "no");
  }

  /**
   * Begins to send.
   *
   * @return completes when the client or the server has ended the stream
   */
  Future<Void> begin(Buffer opening) {
    response.closeHandler(closed -> over.tryComplete());
    response.exceptionHandler(failed -> over.tryComplete());
    response.drainHandler(drained -> goOn());
    long heartbeat = timers.setPeriodic(HEARTBEAT, id -> beat());
    Runnable listening = history.listen(this::wake);
    head(response).setChunked(true).write(opening);
    goOn();
    return over.future()
        .onComplete(
            ended -> {
              timers.cancelTimer(heartbeat);
              listening.run();
            });
  }

  /** Sends what there is and ends. May be called from any thread. */
  void end() {
    context.runOnContext(
        go -> {
          goOn();
          finish();
        });
  }

  /** Goes on, soon, once for all that was added in between. Called from any thread. */
  private void wake() {
    if (woken.compareAndSet(false, true)) {
      context.runOnContext(
          go -> {
            woken.set(false);
            goOn();
          });
    }
  }

  private void goOn() {
    for (int i = 0; isOpen() && takesMore(); i++) {
      History.Slice more = history.after(place, MAX_EVENTS, MAX_BYTES);
      if (!more.isComplete()) {
        leaveBehind();
      } else if (more.events().isEmpty()) {
        if (history.isClosed()) {
          finish();
        }
        return;
      } else if (i == MAX_WRITES) {
        wake();
        return;
      } else {
        send(more.events());
      }
    }
  }

  private boolean isOpen() {
    return !over.future().isComplete() && !response.closed();
  }

  /** Whether the reader does; one that has not for too long is left behind. */
  private boolean takesMore() {
    if (!response.writeQueueFull()) {
      isBlocked = false;
      return true;
    }
    if (!isBlocked) {
      isBlocked = true;
      addedWhenBlocked = history.added();
    } else if (history.added() - addedWhenBlocked > MAX_BEHIND) {
      leaveBehind();
    }
    return false;
  }

  private void send(List<FeedEvent> events) {
    place = events.get(events.size() - 1).id();
    List<FeedEvent> wanted = events.stream().filter(filter).toList();
    if (!wanted.isEmpty()) {
      told = wanted.get(wanted.size() - 1).id();
      response.write(frames.of(wanted));
    }
  }

  /** Says that the stream is alive, and to whom events are kept from, how far it has come. */
  private void beat() {
    if (!isOpen() || response.writeQueueFull()) {
      return;
    }
    if (place.equals(told)) {
      response.write(COMMENT);
    } else {
      told = place;
      response.write(":\nid: " + place + "\n\n");
    }
  }

  private void leaveBehind() {
    JsonObject marker =
        new JsonObject()
            .put("resume", place.toString())
            .put("message", "this reader is too slow: connect again with that Last-Event-ID");
    response.write("event: behind\ndata: " + marker.encode() + "\n\n");
    finish();
  }

  private void finish() {
    if (isOpen()) {
      response.end();
    }
    over.tryComplete();
  }
}
