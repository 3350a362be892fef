package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one server, of which there is a bounded number. A connection is closed when a
 * request takes too long to come, however busily its parts come; when its reader takes answers too
 * slowly; and when nothing moves on it for too long. All on the server's event loop.
 */
final class Connections {

  private static final int SCANS = 4;

  /** How long a connection that is refused may take to send what is answered with 503. */
  private static final long REFUSED_NANOS = 2_000_000_000L;

  /** The connections beyond the limit that are told so, as a part of the limit. */
  private static final int REFUSED_FRACTION = 8;

  private static final String DECODER = "httpDecoder";

  private final ServerLimits limits;
  private final Supplier<RequestDecoder> decoders;
  private final Places refusals;
  private final long request;
  private final long idle;
  private final Map<HttpConnection, Visit> open = new HashMap<>();

  /** A connection, while it is open. */
  static final class Visit {
    private final List<HttpServerRequest> running = new ArrayList<>(1);
    private final DeliveryRate rate = new DeliveryRate();
    private final @Nullable ChannelHandlerContext channel;
    private final @Nullable RequestDecoder decoder;

    /** By when something is to happen, on {@link System#nanoTime()}. */
    private long due;

    private boolean isDueKnown;

    /** The bytes of answers that have been written to their end. */
    private long written;

    /** The bytes that were sent and received when that was last looked at. */
    private long bytes;

    /** Whether it has been told that it is late, and is closed next. */
    private boolean isTold;

    private Visit(
        @Nullable ChannelHandlerContext channel, @Nullable RequestDecoder decoder, long firstDue) {
      this.channel = channel;
      this.decoder = decoder;
      due = firstDue;
      isDueKnown = true;
      if (decoder != null) {
        decoder.refuseBodies(this::refuse);
      }
    }

    /** Notes a request that is not answered at once. */
    void awaits(HttpServerRequest request) {
      running.add(request);
      isDueKnown = false;
    }

    /** Notes that a request has been answered, awaited or not. */
    void answered(HttpServerRequest request) {
      running.remove(request);
      written += request.response().bytesWritten();
      isDueKnown = false;
      if (decoder != null) {
        decoder.answered();
      }
    }

    /**
     * Answers the unfinished request with this failure, if it can be, and closes the connection.
     */
    private void refuse(RequestFailure failure) {
      HttpServerRequest last = running.isEmpty() ? null : running.get(running.size() - 1);
      if (last != null && !last.response().headWritten()) {
        Refusals.of(failure, last).sendLast(last);
      } else if (decoder != null) {
        decoder.refuse(failure);
      }
    }

    private boolean isReadTooSlowly(long now) {
      return rate.isTooSlow(now, written + sum(each -> each.response().bytesWritten()), pending());
    }

    /**
     * Returns whether nothing has moved for too long. The time is noted here and not when something
     * moves, because that is too often to read a clock each time.
     */
    private boolean isIdle(long now, long limit) {
      long before = bytes;
      bytes = written + sum(each -> each.bytesRead() + each.response().bytesWritten()) - pending();
      if (!isDueKnown || bytes != before) {
        due = now + limit;
        isDueKnown = true;
      }
      return due - now < 0;
    }

    private long sum(ToLongFunction<HttpServerRequest> of) {
      return running.stream().mapToLong(of).sum();
    }

    /** Returns how many bytes the reader has not taken of what it was sent. */
    private long pending() {
      ChannelOutboundBuffer buffer =
          channel == null ? null : channel.channel().unsafe().outboundBuffer();
      return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
  }

  /**
   * Creates the table of connections, which is empty.
   *
   * @param limits shared by all servers of a deployment
   * @param decoders makes a decoder for a connection
   */
  Connections(ServerLimits limits, Supplier<RequestDecoder> decoders) {
    this.limits = limits;
    this.decoders = decoders;
    refusals = new Places(Math.max(1, limits.connections().limit() / REFUSED_FRACTION));
    request = limits.request().toNanos();
    idle = limits.idle().toNanos();
  }

  /** Begins to close connections that are late; ends with the verticle. */
  void watch(Vertx vertx) {
    Duration shorter =
        limits.request().compareTo(limits.idle()) < 0 ? limits.request() : limits.idle();
    vertx.setPeriodic(Math.max(1, shorter.toMillis() / SCANS), scan -> closeLate());
  }

  /** Takes a connection, or refuses it when there are too many. */
  void opened(HttpConnection connection) {
    ChannelHandlerContext channel = channel(connection);
    RequestDecoder decoder = channel == null ? null : decode(channel.pipeline());
    if (limits.connections().take()) {
      keep(
          connection,
          new Visit(channel, decoder, System.nanoTime() + request),
          limits.connections());
    } else if (decoder != null && refusals.take()) {
      decoder.refuseNext(RequestFailure.overloaded());
      keep(connection, new Visit(channel, decoder, System.nanoTime() + REFUSED_NANOS), refusals);
    } else {
      cut(connection);
    }
  }

  private void keep(HttpConnection connection, Visit visit, Places place) {
    open.put(connection, visit);
    connection.closeHandler(
        closed -> {
          open.remove(connection);
          place.free();
        });
  }

  /** Returns the connection of a request; null when it has been closed. */
  @Nullable Visit of(HttpServerRequest request) {
    return open.get(request.connection());
  }

  private void closeLate() {
    long now = System.nanoTime();
    for (Map.Entry<HttpConnection, Visit> each : List.copyOf(open.entrySet())) {
      Visit visit = each.getValue();
      RequestDecoder decoder = visit.decoder;
      if (decoder != null && !visit.isTold && decoder.isUnfinishedFor(now, request)) {
        visit.isTold = true;
        visit.refuse(unfinished());
      } else if (visit.isTold || visit.isReadTooSlowly(now) || visit.isIdle(now, idle)) {
        cut(each.getKey());
      }
    }
  }

  private RequestFailure unfinished() {
    return new RequestFailure(
        408,
        "request_timeout",
        "the request did not come to its end within " + limits.request().toSeconds() + " s",
        null);
  }

  /** Puts our decoder in the place of Vert.x's; null where another Vert.x has another pipeline. */
  private @Nullable RequestDecoder decode(ChannelPipeline pipeline) {
    if (pipeline.get(DECODER) == null) {
      return null;
    }
    RequestDecoder decoder = decoders.get();
    pipeline.replace(DECODER, DECODER, decoder);
    return decoder;
  }

  private static @Nullable ChannelHandlerContext channel(HttpConnection connection) {
    try {
      return ((ConnectionBase) connection).channelHandlerContext();
    } catch (LinkageError | ClassCastException otherVertx) {
      return null;
    }
  }

  /**
   * Closes a connection at once, for which Vert.x has no public way: {@link HttpConnection#close()}
   * and closing the channel from its end both wait for the reader to take what it was sent.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the close handler is called
  private static void cut(HttpConnection connection) {
    ChannelHandlerContext channel = channel(connection);
    if (channel == null) {
      connection.close();
    } else {
      channel.close();
    }
  }
}
