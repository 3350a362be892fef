package dev.rollcall.cache;

import dev.rollcall.bus.Timing;
import java.util.HashMap;
import java.util.Map;

/** At most one timer for each name. */
final class Timers {

  private final Timing timing;
  private final Map<String, Runnable> cancels = new HashMap<>();

  Timers(Timing timing) {
    this.timing = timing;
  }

  /** Sets a name's timer, in place of the one it has. */
  void set(String name, long millis, Runnable action) {
    cancel(name);
    cancels.put(name, timing.after(millis, action));
  }

  void cancel(String name) {
    Runnable cancel = cancels.remove(name);
    if (cancel != null) {
      cancel.run();
    }
  }

  void cancelAll() {
    cancels.values().forEach(Runnable::run);
    cancels.clear();
  }
}
