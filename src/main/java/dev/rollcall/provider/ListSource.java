package dev.rollcall.provider;

import io.vertx.core.Future;

/** Where an instance's list comes from. */
interface ListSource {

  /**
   * Gets the list; a failed future carries a {@link FetchFailure}.
   *
   * @param listedBefore how many entries the last good list has; 0 when there is none
   */
  Future<Fetched> fetch(int listedBefore);

  /** Gives up what is running; its future ends as {@link Fetched.Aborted}. */
  void abort();

  /** Gives up what is running and lets go of every resource. */
  Future<Void> close();
}
