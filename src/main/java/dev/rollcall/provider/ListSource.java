package dev.rollcall.provider;

import io.vertx.core.Future;

/** Where an instance's list comes from. */
interface ListSource {

  /** Gets the list; a failed future carries a {@link FetchFailure}. */
  Future<Fetched> fetch();

  /** Gives up what is running; its future ends as {@link Fetched.Aborted}. */
  void abort();

  /** Gives up what is running and lets go of every resource. */
  Future<Void> close();
}
