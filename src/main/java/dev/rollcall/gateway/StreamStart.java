package dev.rollcall.gateway;

import dev.rollcall.feed.EventId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of events begins.
 *
 * @param place what comes after it is sent
 * @param opening is sent first
 */
record StreamStart(EventId place, Buffer opening) {

  private static final String RETRY = "retry: 3000\n";

  /**
   * Begins after a place, or now, where that is the only honest way.
   *
   * @param since null when the reader names none, or one that is no id
   * @param sent what the reader has sent as its place; null when that is {@code since}, if anything
   */
  static StreamStart of(Feed feed, @Nullable EventId since, @Nullable String sent) {
    EventId now = feed.history().last();
    if (since == null && sent == null) {
      return quiet(now);
    }
    if (since != null && feed.reachesBackTo(since)) {
      return quiet(since);
    }
    String name = since == null ? "that id" : since.toString();
    JsonObject lost =
        new JsonObject()
            .put("seq", feed.seq())
            .put("oldest", feed.history().floor().toString())
            .put(
                "message",
                "not all events after "
                    + name
                    + " are known here: list again, then go on with what comes now");
    return new StreamStart(
        now,
        Buffer.buffer(RETRY + "id: " + now + "\nevent: reset\ndata: " + lost.encode() + "\n\n"));
  }

  /** A reader that is cut off before its first event resumes from there all the same. */
  private static StreamStart quiet(EventId place) {
    return new StreamStart(place, Buffer.buffer(RETRY + "id: " + place + "\n\n"));
  }
}
