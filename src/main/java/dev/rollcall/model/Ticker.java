package dev.rollcall.model;

import java.time.Instant;

/** The time that ages and schedules go by. */
public interface Ticker {

  /** Milliseconds on a monotonic clock with an arbitrary origin. */
  long millis();

  /** The wall clock, for what people and other machines read. */
  Instant now();

  /** This machine's clocks. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public long millis() {
        return System.nanoTime() / 1_000_000;
      }

      @Override
      public Instant now() {
        return Instant.now();
      }
    };
  }
}
