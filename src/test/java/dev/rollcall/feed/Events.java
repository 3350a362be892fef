package dev.rollcall.feed;

import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import java.time.Instant;
import java.util.List;

/** Changes and statuses, as the cache tells them. */
public final class Events {

  public static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

  private Events() {}

  /** A model that is new. */
  public static ModelChange added(long seq, String provider, String model) {
    return new ModelChange(
        seq, provider, AT, false, List.of(provider + "/" + model), List.of(), List.of());
  }

  /** An instance on its catalog list. */
  public static ProviderStatus status(String provider, String type) {
    return new ProviderStatus(
        provider,
        type,
        true,
        null,
        Source.CATALOG,
        3,
        0,
        null,
        null,
        CircuitState.OPEN,
        null,
        null,
        null);
  }

  /** The ids of events, as clients see them. */
  public static List<String> ids(List<FeedEvent> events) {
    return events.stream().map(event -> event.id().toString()).toList();
  }
}
