package dev.rollcall.bus;

import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one {@link FetchRequest}. */
public sealed interface Outcome {

  /** The request this is the outcome of. */
  long request();

  /** The instance that was to be asked. */
  String instance();

  /** The instance's circuit after this outcome. */
  CircuitState circuit();

  /**
   * The provider gave its complete list.
   *
   * @param models distinct native ids, in the provider's order; nothing added or left out
   * @param skipped how many of its entries were not usable
   * @param builtin whether the list came with the type instead of over the network
   */
  record Listed(
      long request,
      String instance,
      CircuitState circuit,
      List<ModelFacts> models,
      int skipped,
      boolean builtin)
      implements Outcome {
    public Listed {
      models = List.copyOf(models);
    }
  }

  /**
   * The request was given up, because what it was for has changed or its verticle is undeployed.
   * This says nothing of the provider.
   */
  record Aborted(long request, String instance, CircuitState circuit) implements Outcome {}

  /** There is no list, for a reason; the catalog answers for the provider. */
  sealed interface Unlisted extends Outcome {

    /** The kind of reason. */
    ErrorCode code();

    /** One sentence for a person. */
    String message();

    /** How many requests in a row have failed, or had their key refused; 0 where none was made. */
    int attempts();

    /** How long not to ask again; null when nothing forbids it. */
    @Nullable Duration retryIn();
  }

  /** The provider refused the key: an answer, good for a TTL. */
  record Rejected(
      long request,
      String instance,
      CircuitState circuit,
      ErrorCode code,
      String message,
      int attempts)
      implements Unlisted {

    @Override
    public @Nullable Duration retryIn() {
      return null;
    }
  }

  /** The provider was asked and gave no usable list. */
  record Failed(
      long request,
      String instance,
      CircuitState circuit,
      ErrorCode code,
      String message,
      int attempts,
      Duration retryIn)
      implements Unlisted {}

  /**
   * The provider was not asked: too early, or there is no key.
   *
   * @param code that of the failure that forbids asking, or {@link ErrorCode#NO_KEY}
   */
  record Skipped(
      long request,
      String instance,
      CircuitState circuit,
      ErrorCode code,
      String message,
      int attempts,
      @Nullable Duration retryIn)
      implements Unlisted {}
}
