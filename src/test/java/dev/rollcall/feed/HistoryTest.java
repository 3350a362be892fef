package dev.rollcall.feed;

import static dev.rollcall.feed.Events.added;
import static dev.rollcall.feed.Events.ids;
import static dev.rollcall.feed.Events.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

  private static final long ALL = Long.MAX_VALUE;

  @Test
  void changesHaveTheirNumberAndStatusesOneOfTheirOwnAfterIt() {
    History history = begun(new History(), 10);
    history.add(status("a", "ollama"), 10, Events.AT);
    history.add(added(11, "a", "m"), "ollama");
    history.add(status("a", "ollama"), 12, Events.AT);
    history.add(status("b", "ollama"), 12, Events.AT);
    history.add(added(13, "a", "n"), "ollama");

    assertThat(ids(history.all().events())).containsExactly("10.1", "11", "12.1", "12.2", "13");
  }

  @Test
  void aReaderGoesOnAfterAnyPlace() {
    History history = begun(new History(), 10);
    history.add(added(11, "a", "m"), "ollama");
    history.add(status("a", "ollama"), 11, Events.AT);
    history.add(added(15, "a", "n"), "ollama");

    assertThat(after(history, "10")).containsExactly("11", "11.1", "15");
    assertThat(after(history, "11")).containsExactly("11.1", "15");
    assertThat(after(history, "11.1")).containsExactly("15");
    assertThat(after(history, "13")).containsExactly("15");
    assertThat(after(history, "15")).isEmpty();
    assertThat(history.last()).hasToString("15");
  }

  @Test
  void theOldestGiveWayAndWhoHasNotSeenThemIsTold() {
    History history = begun(new History(3, 1_000_000), 10);
    for (long seq = 11; seq <= 5000; seq++) {
      history.add(added(seq, "a", "m"), "ollama");
    }

    assertThat(ids(history.all().events())).containsExactly("4998", "4999", "5000");
    assertThat(history.floor()).hasToString("4997");
    assertThat(history.after(EventId.of(4997), 10, ALL).isComplete()).isTrue();
    assertThat(history.after(EventId.of(4996), 10, ALL).isComplete()).isFalse();
    assertThat(history.added()).isEqualTo(4990);
  }

  @Test
  void manyBytesGiveWayToo() {
    int one = FeedEvent.Change.of(added(11, "a", "m"), "ollama").bytes();
    History history = begun(new History(100, 2L * one), 10);
    for (long seq = 11; seq <= 20; seq++) {
      history.add(added(seq, "a", "m"), "ollama");
    }
    assertThat(ids(history.all().events())).containsExactly("19", "20");

    history.add(added(21, "a", "long".repeat(one)), "ollama");

    assertThat(history.all().events()).isEmpty();
    assertThat(history.floor()).isEqualTo(history.last()).hasToString("21");
    assertThat(history.after(EventId.of(20), 10, ALL).isComplete()).isFalse();
  }

  @Test
  void aSliceHasOneEventHoweverLongAndElseWhatThereIsRoomFor() {
    History history = begun(new History(), 10);
    for (long seq = 11; seq <= 20; seq++) {
      history.add(added(seq, "a", "m"), "ollama");
    }

    assertThat(history.after(EventId.of(10), 10, 1).events()).hasSize(1);
    assertThat(history.after(EventId.of(10), 4, ALL).events()).hasSize(4);
  }

  @Test
  void eventsComeInOrderOnly() {
    History history = begun(new History(), 10);
    history.add(added(11, "a", "m"), "ollama");

    assertThatThrownBy(() -> history.add(added(11, "b", "m"), "ollama"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listenersHearOfEveryEventAndOfTheEndWhateverOthersDo() {
    History history = begun(new History(), 10);
    List<EventId> heard = new ArrayList<>();
    history.listen(
        () -> {
          throw new IllegalStateException("of another listener");
        });
    Runnable end = history.listen(() -> heard.add(history.last()));
    history.add(added(11, "a", "m"), "ollama");
    history.add(added(12, "a", "n"), "ollama");
    end.run();
    history.add(added(13, "a", "o"), "ollama");
    history.listen(() -> heard.add(EventId.of(0)));
    history.close();

    assertThat(heard).map(EventId::toString).containsExactly("11", "12", "0");
    assertThat(history.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.", ".1", "1.2.3", " 1", "1e3", "99999999999999999"})
  void otherTextIsNoId(String text) {
    assertThat(EventId.parse(text)).isNull();
  }

  @Test
  void idsAreReadAsTheyAreWrittenAndOrdered() {
    List<String> ordered = List.of("0", "9", "9.1", "9.2", "9.10", "10", "1764066253000000.1");

    assertThat(ordered).map(EventId::parse).map(EventId::toString).isEqualTo(ordered);
    assertThat(ordered.stream().map(EventId::parse)).isSorted();
  }

  static History begun(History history, long seq) {
    history.begin(Past.unknown(seq), seq);
    return history;
  }

  static History of(long... seqs) {
    History history = begun(new History(), 10);
    LongStream.of(seqs).forEach(seq -> history.add(added(seq, "a", "m"), "ollama"));
    return history;
  }

  private static List<String> after(History history, String place) {
    return ids(history.after(EventId.parse(place), 100, ALL).events());
  }
}
