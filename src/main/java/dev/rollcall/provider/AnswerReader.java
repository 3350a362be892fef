package dev.rollcall.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a provider answered to a request for a page. Pure: from bytes to what they say.
 *
 * @param listing the API that was asked
 * @param endpoint where it is
 */
record AnswerReader(Listing listing, Listing.Endpoint endpoint) {

  /** The request to begin with. */
  Listing.Call first() {
    return listing.first(endpoint);
  }

  /**
   * Reads an answer.
   *
   * @param call the request it answers
   * @param halfTheListIsThere whether pages before it were taken
   * @param now the present time
   * @throws FetchFailure when there is no page in it
   * @throws Listing.MalformedList when it is JSON, but no page of a model list
   */
  Step read(Listing.Call call, Answer answer, boolean halfTheListIsThere, Instant now) {
    Object json = answer.isSuccess() ? answer.json() : answer.jsonOrNull();
    Listing.Call instead = listing.instead(endpoint, call, answer.status(), json);
    if (instead != null) {
      return new Step(null, instead, null);
    }
    if (!answer.isSuccess()) {
      Fetched.Refused refused = StatusFailures.refusal(answer, json, listing);
      if (refused != null) {
        return new Step(null, null, refused);
      }
      throw StatusFailures.failure(answer, json, halfTheListIsThere, now);
    }
    Listing.Page page = listing.read(endpoint, call, json);
    return new Step(page, page.next(), null);
  }

  /**
   * Where an answer leads.
   *
   * @param page what it lists; null when it is no page
   * @param next the request to make now; null when there is none left
   * @param refused how the key was refused; null when it was not
   */
  record Step(
      Listing.@Nullable Page page,
      Listing.@Nullable Call next,
      Fetched.@Nullable Refused refused) {}
}
