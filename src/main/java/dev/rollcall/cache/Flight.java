package dev.rollcall.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * The request of an instance that is in flight, of which there is one at a time, and the callers
 * that wait for it. A caller that needs a request started later waits for the next one.
 */
final class Flight {

  private static final long NONE = 0;

  private long request = NONE;
  private Runnable cancelWatch = () -> {};
  private List<Runnable> waiting = new ArrayList<>();
  private List<Runnable> waitingForNext = new ArrayList<>();

  boolean isRunning() {
    return request != NONE;
  }

  /** Whether {@code id} is the request that runs; outcomes of others are of no interest. */
  boolean is(long id) {
    return request == id;
  }

  /**
   * Starts a request.
   *
   * @param cancelWatch ends the watch that is kept over it
   */
  void start(long id, Runnable cancelWatch) {
    request = id;
    this.cancelWatch = cancelWatch;
  }

  /** Keeps another watch over the request that runs. */
  void watch(Runnable cancelOther) {
    cancelWatch.run();
    cancelWatch = cancelOther;
  }

  /** Waits for the request that runs or, when none does, for the next. */
  void join(Runnable waiter) {
    waiting.add(waiter);
  }

  /** Waits for the request after the one that runs. */
  void joinNext(Runnable waiter) {
    waitingForNext.add(waiter);
  }

  /**
   * Completes the request and returns the callbacks of the callers that waited for it; the others
   * then wait for the next request.
   */
  List<Runnable> land() {
    List<Runnable> landed = waiting;
    end();
    waiting = waitingForNext;
    waitingForNext = new ArrayList<>();
    return landed;
  }

  /** Cancels the request; its callers then wait for the next one. */
  void cancel() {
    end();
    waiting.addAll(waitingForNext);
    waitingForNext.clear();
  }

  /** Whether somebody waits for a request. */
  boolean isAwaited() {
    return !waiting.isEmpty();
  }

  private void end() {
    cancelWatch.run();
    request = NONE;
  }
}
