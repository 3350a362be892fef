package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;

/**
 * The doubt that a list much shorter than the last one raises, once in a fetch: a second list is
 * believed, whatever its length, and without one nothing is.
 */
final class ShrinkGuard {

  private final String host;
  private final int listedBefore;
  private int listedNow;
  private boolean isRaised;

  /**
   * Has no doubt yet.
   *
   * @param listedBefore the entries of the last good list; 0 doubts nothing
   */
  ShrinkGuard(String host, int listedBefore) {
    this.host = host;
    this.listedBefore = listedBefore;
  }

  /** Whether this list has less than half of the entries that the last one had. */
  boolean isRaisedBy(Fetched fetched) {
    if (fetched instanceof Fetched.Complete list && list.models().size() * 2 < listedBefore) {
      listedNow = list.models().size();
      isRaised = true;
    }
    return isRaised;
  }

  /** The failure to tell of: this one, or that the doubt remains. */
  FetchFailure or(FetchFailure failure) {
    return isRaised
        ? new FetchFailure(
            ErrorCode.SHRUNK,
            host
                + " sent "
                + listedNow
                + " models where it had "
                + listedBefore
                + ", and no second list: "
                + failure.sentence(),
            failure.retryAfter())
        : failure;
  }
}
