package dev.rollcall.bus;

import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.model.WireName;
import io.vertx.core.shareddata.Shareable;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counters of one instance since it was first configured. May be used from any thread; counting
 * never waits.
 */
public final class Tally implements Shareable {

  private final LongAdder calls = new LongAdder();
  private final LongAdder fetches = new LongAdder();
  private final LongAdder fetchMillis = new LongAdder();
  private final Map<Result, LongAdder> results = adders(Result.class);
  private final Map<Source, LongAdder> fallbacks = adders(Source.class);
  private final Map<CircuitState, LongAdder> transitions = adders(CircuitState.class);
  private @Nullable ProviderStatus last;

  /** How a request for an instance's list ended. */
  public enum Result implements WireName {
    /** The provider gave its list. */
    LISTED,
    /** The provider refused the key. */
    REJECTED,
    /** The provider gave no usable list. */
    FAILED,
    /** The provider was not asked: too early, or there is no key. */
    SKIPPED,
    /** The fetch was given up, because what it was for has changed. */
    ABORTED;

    private static Result of(Outcome outcome) {
      if (outcome instanceof Outcome.Listed) {
        return LISTED;
      }
      if (outcome instanceof Outcome.Rejected) {
        return REJECTED;
      }
      if (outcome instanceof Outcome.Failed) {
        return FAILED;
      }
      return outcome instanceof Outcome.Skipped ? SKIPPED : ABORTED;
    }
  }

  /** An HTTP request is sent to the provider. */
  public void called() {
    calls.increment();
  }

  /**
   * A request for the instance's list has ended.
   *
   * @param millis how long it took
   */
  public void ended(Outcome outcome, long millis) {
    Result result = Result.of(outcome);
    results(result).increment();
    if (result != Result.SKIPPED && result != Result.ABORTED) {
      fetches.increment();
      fetchMillis.add(millis);
    }
  }

  /** The instance is in another state. */
  public synchronized void became(ProviderStatus status) {
    ProviderStatus before = last;
    last = status;
    Source source = status.source();
    boolean isFallback = source == Source.CATALOG || source == Source.STALE;
    if (isFallback && (before == null || before.source() != source)) {
      fallbacks(source).increment();
    }
  }

  /** How many HTTP requests were sent to the provider. */
  public LongAdder calls() {
    return calls;
  }

  /** How many fetches came to an end that says something of the provider. */
  public LongAdder fetches() {
    return fetches;
  }

  /** How many milliseconds those fetches took together. */
  public LongAdder fetchMillis() {
    return fetchMillis;
  }

  /** How many requests for the list have ended that way. */
  public LongAdder results(Result result) {
    return of(results, result);
  }

  /** How often the instance turned to that source because its provider gave no list. */
  public LongAdder fallbacks(Source source) {
    return of(fallbacks, source);
  }

  /** How often the instance's circuit came into that state. */
  public LongAdder transitions(CircuitState to) {
    return of(transitions, to);
  }

  private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
    Map<K, LongAdder> adders = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      adders.put(key, new LongAdder());
    }
    return adders;
  }

  private static <K> LongAdder of(Map<K, LongAdder> adders, K key) {
    LongAdder adder = adders.get(key);
    if (adder == null) {
      throw new IllegalArgumentException("not counted: " + key);
    }
    return adder;
  }
}
