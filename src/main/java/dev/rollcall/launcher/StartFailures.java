package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ServerConfig;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in sentences why the service does not start. */
final class StartFailures {

  private static final int CAUSES = 10;

  private StartFailures() {}

  /**
   * One sentence for each thing that is wrong.
   *
   * @param source where the configuration is
   * @param server where the service was to listen; null when it did not come so far
   */
  static List<String> sentences(
      Throwable failure, @Nullable String source, @Nullable ServerConfig server) {
    if (failure instanceof ConfigException config) {
      String lead = source == null ? "" : source + ": ";
      return config.mistakes().stream().map(mistake -> lead + mistake.sentence()).toList();
    }
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(CAUSES).toList();
    if (server != null && causes.stream().anyMatch(StartFailures::isAboutAddress)) {
      return List.of(
          "cannot listen on " + server.host() + ":" + server.port() + ": " + reason(causes));
    }
    return List.of("cannot start: " + message(failure));
  }

  private static boolean isAboutAddress(Throwable cause) {
    return isOfBinding(cause)
        || cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException;
  }

  private static boolean isOfBinding(Throwable cause) {
    return cause instanceof BindException || cause instanceof NativeIoException;
  }

  private static String reason(List<Throwable> causes) {
    Throwable cause =
        causes.stream().filter(StartFailures::isAboutAddress).findFirst().orElseThrow();
    if (!isOfBinding(cause)) {
      return "there is no such address";
    }
    String message = message(cause).toLowerCase(Locale.ROOT);
    return message.contains("in use")
        ? "the port is taken"
        : message.contains("denied")
            ? "that port needs more rights"
            : "this machine does not have that address";
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : Logging.oneLine(message);
  }
}
