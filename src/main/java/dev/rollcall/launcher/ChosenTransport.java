package dev.rollcall.launcher;

import io.vertx.core.transport.Transport;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the service's event loops wait for the network with.
 *
 * @param works one that works here
 * @param wanted the one that was asked for
 */
record ChosenTransport(Transport works, Kind wanted) {

  /** The transports, each before the one that takes its place where it does not work. */
  enum Kind {
    IO_URING,
    EPOLL,
    NIO;

    /** Its name on the command line. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Transport transport() {
      return switch (this) {
        case IO_URING -> Transport.IO_URING;
        case EPOLL -> Transport.EPOLL;
        case NIO -> Transport.NIO;
      };
    }
  }

  /** The wanted one, or the next that works here. */
  static ChosenTransport of(Kind wanted) {
    return Stream.of(Kind.values())
        .dropWhile(kind -> kind != wanted)
        .map(Kind::transport)
        .filter(ChosenTransport::isThere)
        .findFirst()
        .map(transport -> new ChosenTransport(transport, wanted))
        .orElse(new ChosenTransport(Transport.NIO, wanted));
  }

  /** Says which it is, and which it should have been. */
  @Override
  public String toString() {
    return works.equals(wanted.transport())
        ? wanted.word()
        : works.name() + ", because " + wanted.word() + " does not work here";
  }

  /** Vert.x has none where its classes are not there. */
  private static boolean isThere(@Nullable Transport transport) {
    return transport != null && transport.available();
  }
}
