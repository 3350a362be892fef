package dev.rollcall.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A provider's server on loopback that writes bytes, so that it need not speak proper HTTP. */
public final class RawProvider {

  private final Vertx vertx;
  private final NetServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final AtomicLong bytesSent = new AtomicLong();
  private volatile Consumer<Exchange> behaviour = exchange -> exchange.close();

  private RawProvider(Vertx vertx) throws Exception {
    this.vertx = vertx;
    server = vertx.createNetServer().connectHandler(this::serve);
    server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
  }

  /** Starts a server that closes every connection until it is told otherwise. */
  public static RawProvider start(Vertx vertx) {
    try {
      return new RawProvider(vertx);
    } catch (Exception failure) {
      throw new AssertionError("the server does not start", failure);
    }
  }

  /** The base URL, without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** How many requests came in. */
  public int requests() {
    return requests.get();
  }

  /** How many connections are open. */
  public int openConnections() {
    return openConnections.get();
  }

  /** How many bytes this machine took over from the server, those in its socket buffers too. */
  public long bytesSent() {
    return bytesSent.get();
  }

  /** Handles requests like this from now on. */
  public RawProvider handle(Consumer<Exchange> handler) {
    behaviour = handler;
    return this;
  }

  private void serve(NetSocket socket) {
    openConnections.incrementAndGet();
    socket.closeHandler(closed -> openConnections.decrementAndGet());
    socket.exceptionHandler(reset -> {});
    Buffer received = Buffer.buffer();
    int[] handled = {0};
    socket.handler(
        part -> {
          received.appendBuffer(part);
          String text = received.toString(StandardCharsets.ISO_8859_1).substring(handled[0]);
          int end = text.indexOf("\r\n\r\n");
          if (end >= 0) {
            // A body, which only side requests have, is not waited for.
            handled[0] = received.length();
            requests.incrementAndGet();
            behaviour.accept(new Exchange(socket, text.split(" ", 3)[1], text.substring(0, end)));
          }
        });
  }

  /** A request, and the connection to answer it on. */
  public final class Exchange {
    private final NetSocket socket;
    private final String target;
    private final String head;
    private boolean isOpen = true;

    private Exchange(NetSocket socket, String target, String head) {
      this.socket = socket;
      this.target = target;
      this.head = head;
      socket.closeHandler(
          closed -> {
            isOpen = false;
            openConnections.decrementAndGet();
          });
    }

    /** The path and query asked for. */
    public String target() {
      return target;
    }

    /** The request line and the headers. */
    public String head() {
      return head;
    }

    public Exchange send(String text) {
      return send(Buffer.buffer(text));
    }

    public Exchange send(Buffer bytes) {
      socket.write(bytes).onSuccess(sent -> bytesSent.addAndGet(bytes.length()));
      return this;
    }

    /** Sends an answer with a body and its length. */
    public Exchange answer(String status, String headers, Buffer body) {
      return send(
          Buffer.buffer("HTTP/1.1 " + status + "\r\n" + headers)
              .appendString("Content-Length: " + body.length() + "\r\n\r\n")
              .appendBuffer(body));
    }

    /** Sends JSON. */
    public Exchange json(String status, String body) {
      return answer(status, "Content-Type: application/json\r\n", Buffer.buffer(body));
    }

    /** Sends this over and over, as fast as it is taken, until the connection is closed. */
    public void flood(Buffer piece) {
      if (isOpen) {
        socket
            .write(piece)
            .onSuccess(
                sent -> {
                  bytesSent.addAndGet(piece.length());
                  flood(piece);
                });
      }
    }

    /** Sends this once a second until the connection is closed. */
    public void drip(String piece) {
      send(piece);
      vertx.setTimer(
          1000,
          id -> {
            if (isOpen) {
              drip(piece);
            }
          });
    }

    public void close() {
      socket.close();
    }
  }
}
