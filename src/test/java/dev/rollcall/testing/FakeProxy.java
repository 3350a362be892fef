package dev.rollcall.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy on loopback: it tunnels what CONNECT asks for and forwards the rest. */
public final class FakeProxy {

  private final NetServer server;
  private final NetClient client;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger openConnections = new AtomicInteger();
  private volatile String refusal = "";
  private volatile boolean isHanging;

  private FakeProxy(Vertx vertx) throws Exception {
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::serve);
    server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
  }

  /** Starts a proxy that lets everybody through. */
  public static FakeProxy start(Vertx vertx) {
    try {
      return new FakeProxy(vertx);
    } catch (Exception failure) {
      throw new AssertionError("the proxy does not start", failure);
    }
  }

  /** Its host and port. */
  public String authority() {
    return "127.0.0.1:" + server.actualPort();
  }

  /** The request lines and headers that came in. */
  public List<String> heads() {
    return heads;
  }

  public int openConnections() {
    return openConnections.get();
  }

  /** Answers with this status from now on, and lets nobody through. */
  public FakeProxy refuse(String status) {
    refusal = status;
    return this;
  }

  /** Takes connections and requests from now on, and does nothing. */
  public FakeProxy hang() {
    isHanging = true;
    return this;
  }

  private void serve(NetSocket socket) {
    openConnections.incrementAndGet();
    socket.closeHandler(closed -> openConnections.decrementAndGet());
    Buffer received = Buffer.buffer();
    socket.handler(
        part -> {
          received.appendBuffer(part);
          String text = received.toString(StandardCharsets.ISO_8859_1);
          if (text.contains("\r\n\r\n")) {
            heads.add(text);
            handle(socket, text, received);
          }
        });
  }

  private void handle(NetSocket socket, String head, Buffer request) {
    String[] line = head.split(" ", 3);
    if (isHanging) {
      return;
    }
    if (!refusal.isEmpty()) {
      socket.write("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    boolean isTunnel = line[0].equals("CONNECT");
    String[] target = (isTunnel ? line[1] : URI.create(line[1]).getRawAuthority()).split(":");
    socket.pause();
    client
        .connect(Integer.parseInt(target[1]), target[0])
        .onSuccess(
            there -> {
              there.handler(socket::write).closeHandler(closed -> socket.close());
              socket.handler(there::write);
              socket.closeHandler(
                  closed -> {
                    openConnections.decrementAndGet();
                    there.close();
                  });
              if (isTunnel) {
                socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
              } else {
                there.write(request);
              }
              socket.resume();
            })
        .onFailure(dead -> socket.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
  }
}
