package dev.rollcall.cache;

import dev.rollcall.bus.Timing;
import dev.rollcall.config.CacheConfig;
import java.util.function.Consumer;

/** Wakes entries when time alone brings something about: a refresh ahead, or another view. */
final class Schedule {

  /** Lists are refreshed between 90 and 97 % of their TTL. */
  private static final double AHEAD_FROM = 0.90;

  private static final double AHEAD_TO = 0.97;

  private final Timing timing;
  private final Timers timers;
  private final Consumer<Entry> wake;

  /**
   * Creates a schedule without timers.
   *
   * @param wake is given the entry whose time has come
   */
  Schedule(Timing timing, Consumer<Entry> wake) {
    this.timing = timing;
    this.wake = wake;
    timers = new Timers(timing);
  }

  /** The share of its TTL after which a new list is to be fetched again. */
  double aheadShare() {
    return AHEAD_FROM + (AHEAD_TO - AHEAD_FROM) * timing.random().getAsDouble();
  }

  /** Sets the timer for the next thing that time brings an entry. */
  void set(Entry entry, CacheConfig settings) {
    long now = timing.ticker().millis();
    long aheadAt = entry.aheadAt(settings);
    long next =
        Math.min(aheadAt > now ? aheadAt : Long.MAX_VALUE, entry.nextViewChange(now, settings));
    if (entry.isOn() && next < Long.MAX_VALUE) {
      timers.set(entry.name(), next - now, () -> wake.accept(entry));
    } else {
      cancel(entry);
    }
  }

  void cancel(Entry entry) {
    timers.cancel(entry.name());
  }

  void cancelAll() {
    timers.cancelAll();
  }
}
