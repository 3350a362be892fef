package dev.rollcall.gateway;

import dev.rollcall.feed.FeedEvent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as server-sent events. May be used from any thread. */
final class EventFrames {

  /** The last encoded event: all streams send a new event at about the same time. */
  private volatile @Nullable Frame newest;

  private record Frame(FeedEvent event, Buffer bytes) {}

  /** Returns the bytes of events, which are shared and not to be changed. */
  Buffer of(List<FeedEvent> events) {
    if (events.size() == 1) {
      return of(events.get(0));
    }
    Buffer joined = Buffer.buffer();
    events.forEach(event -> joined.appendBuffer(encoded(event)));
    return joined;
  }

  @SuppressWarnings("ReferenceEquality") // the same object is told to all
  private Buffer of(FeedEvent event) {
    Frame known = newest;
    if (known == null || known.event() != event) {
      known = new Frame(event, encoded(event));
      newest = known;
    }
    return known.bytes();
  }

  private static Buffer encoded(FeedEvent event) {
    return Buffer.buffer("id: " + event.id() + "\nevent: " + event.kind().wireName() + "\ndata: ")
        .appendBuffer(event.data().toBuffer())
        .appendString("\n\n");
  }
}
