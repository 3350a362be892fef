package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import java.util.List;

/** How a fetch ended that did not fail. */
sealed interface Fetched {

  /** The complete list. */
  record Complete(List<ModelFacts> models, int skipped) implements Fetched {}

  /** The provider refused the key. */
  record Refused(ErrorCode code, String message) implements Fetched {}

  /** The fetch was given up, because what it was for has changed. */
  record Aborted() implements Fetched {}
}
