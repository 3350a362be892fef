package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.feed.EventId;
import dev.rollcall.feed.FeedEvent;
import dev.rollcall.feed.History;
import dev.rollcall.feed.Past;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFramesTest {

  private final EventFrames frames = new EventFrames();

  @Test
  void anEventIsAServerSentEventOfWhatIsPublishedOnTheBus() {
    ModelChange change = change(11, "m\nn");

    assertThat(frames.of(List.of(event(change))).toString())
        .isEqualTo("id: 11\nevent: changed\ndata: " + ModelJson.toJson(change).encode() + "\n\n");
  }

  @Test
  void anEventIsEncodedOnceForAllWhoAreSentItNow() {
    FeedEvent event = event(change(11, "m"));

    assertThat(frames.of(List.of(event))).isSameAs(frames.of(List.of(event)));
  }

  @Test
  void severalEventsAreJoined() {
    FeedEvent one = event(change(11, "m"));
    FeedEvent two = event(change(12, "n"));

    assertThat(frames.of(List.of(one, two)).toString())
        .isEqualTo(frames.of(List.of(one)).toString() + frames.of(List.of(two)));
  }

  private static FeedEvent event(ModelChange change) {
    History history = new History();
    history.begin(new Past(EventId.of(10), 10, List.of()), 10);
    history.add(change, "ollama");
    return history.all().events().get(0);
  }

  private static ModelChange change(long seq, String id) {
    return new ModelChange(
        seq, "a", Instant.parse("2026-11-22T09:00:00Z"), false, List.of(id), List.of(), List.of());
  }
}
