package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import java.util.List;

/** How a fetch ended; all but {@link Unfetched} are no failures. */
sealed interface Fetched {

  /** The complete list. */
  record Complete(List<ModelFacts> models, int skipped) implements Fetched {}

  /** The provider refused the key. */
  record Refused(ErrorCode code, String message) implements Fetched {}

  /** The fetch was given up, because what it was for has changed. */
  record Aborted() implements Fetched {}

  /** No list, with what the catalog has instead. */
  record Unfetched(Throwable cause, List<ModelFacts> catalog) implements Fetched {}
}
