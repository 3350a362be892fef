package dev.rollcall.cache;

import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ListError;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;

/** One log line for each change of an instance's state. */
final class StatusLog {

  private StatusLog() {}

  static void log(System.Logger log, ProviderStatus status) {
    log.log(level(status), () -> sentence(status));
  }

  /**
   * Returns a lower level for a local server that is not running and for a missing key, which are
   * common and intended.
   */
  private static System.Logger.Level level(ProviderStatus status) {
    ListError error = status.error();
    boolean expected =
        error == null
            || error.code() == ErrorCode.NO_KEY
            || (error.code() == ErrorCode.CONNECT && error.message().startsWith("not running"));
    return expected ? System.Logger.Level.INFO : System.Logger.Level.WARNING;
  }

  private static String sentence(ProviderStatus status) {
    if (!status.enabled()) {
      return status.name() + ": off, " + status.reason();
    }
    StringBuilder text = new StringBuilder(status.name()).append(": ");
    text.append(list(status));
    if (status.circuit() != CircuitState.CLOSED) {
      text.append(", circuit ").append(status.circuit().wireName().replace('_', '-'));
    }
    if (status.error() != null) {
      text.append(" (").append(status.error().code().wireName()).append(": ");
      text.append(status.error().message()).append(')');
    }
    return text.toString();
  }

  private static String list(ProviderStatus status) {
    if (status.source() == Source.NONE) {
      return status.error() == null ? "to be asked" : "nothing to list";
    }
    return status.models() + " models, " + status.source().wireName();
  }
}
