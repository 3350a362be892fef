package dev.rollcall.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection that sends whatever it is told to and keeps what comes back. */
final class Raw {

  /** Else the kernel would take megabytes for a reader that takes nothing. */
  private static final NetClientOptions OPTIONS = new NetClientOptions().setReceiveBufferSize(4096);

  private final NetSocket socket;
  private final StringBuffer received = new StringBuffer();
  private final Promise<Void> closed = Promise.promise();

  /** Vert.x closes the connections of a client that nobody holds any more. */
  @SuppressWarnings("unused")
  private final NetClient client;

  private Raw(NetClient client, NetSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.handler(part -> received.append(part.toString("ISO-8859-1")));
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(closed::tryComplete);
  }

  static Raw connect(Vertx vertx, int port) {
    NetClient client = vertx.createNetClient(OPTIONS);
    return await(client.connect(port, "127.0.0.1").map(socket -> new Raw(client, socket)));
  }

  Raw send(String text) {
    socket.write(Buffer.buffer(text, "ISO-8859-1"));
    return this;
  }

  /** Takes nothing from now on. */
  Raw stopReading() {
    socket.pause();
    return this;
  }

  Raw goOnReading() {
    socket.resume();
    return this;
  }

  /** What has come. */
  String received() {
    return received.toString();
  }

  void close() {
    await(socket.close());
  }

  /** What has come when the server has closed the connection. */
  String awaitClosed() {
    await(closed.future());
    return received();
  }

  boolean isClosed() {
    return closed.future().isComplete();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException timeout) {
      throw new AssertionError("this did not come about", timeout);
    }
  }
}
