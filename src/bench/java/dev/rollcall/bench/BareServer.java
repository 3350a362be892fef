package dev.rollcall.bench;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * As little as a Vert.x server can be that sends a list: one handler and the bytes, ready outside
 * the heap, with the headers that Rollcall sends. It knows gzip and the entity tag, and nothing
 * else.
 */
public final class BareServer {

  private final Answer plain;
  private final Answer gzip;

  private record Header(CharSequence name, CharSequence value) {}

  /** One representation: the headers of a 304, what a 200 has besides, and the bytes. */
  private record Answer(CharSequence etag, List<Header> headers, List<Header> more, Buffer bytes) {

    static Answer read(Path directory, String name) throws IOException {
      byte[] bytes = Files.readAllBytes(directory.resolve(name + ".body"));
      ByteBuffer outside = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      List<Header> all =
          Files.readAllLines(directory.resolve(name + ".headers")).stream()
              .map(line -> line.split(": ", 2))
              .map(
                  pair ->
                      new Header(
                          HttpHeaders.createOptimized(pair[0]),
                          HttpHeaders.createOptimized(pair[1])))
              .toList();
      return new Answer(
          all.stream()
              .filter(header -> header.name().toString().equals("etag"))
              .map(Header::value)
              .findFirst()
              .orElse(""),
          all.stream().filter(header -> !isContent(header)).toList(),
          all.stream().filter(Answer::isContent).toList(),
          BufferInternal.buffer(Unpooled.wrappedBuffer(outside)));
    }

    private static boolean isContent(Header header) {
      return header.name().toString().startsWith("content-");
    }
  }

  private BareServer(Answer plain, Answer gzip) {
    this.plain = plain;
    this.gzip = gzip;
  }

  /** Takes the directory of what is sent, the port, and the transport: epoll or nio. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    BareServer server =
        new BareServer(Answer.read(directory, "plain"), Answer.read(directory, "gzip"));
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
            .withTransport(transport(args[2]))
            .build();
    vertx
        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
        .requestHandler(server::answer)
        .listen(Integer.parseInt(args[1]), "127.0.0.1")
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  private static Transport transport(String name) {
    Transport transport = name.equals("epoll") ? Transport.EPOLL : Transport.NIO;
    if (transport == null || !transport.available()) {
      throw new IllegalStateException("there is no " + name + " here");
    }
    return transport;
  }

  private void answer(HttpServerRequest request) {
    String takes = request.headers().get(HttpHeaders.ACCEPT_ENCODING);
    Answer answer = takes != null && takes.contains("gzip") ? gzip : plain;
    HttpServerResponse response = request.response();
    answer.headers().forEach(header -> response.putHeader(header.name(), header.value()));
    String known = request.headers().get(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contentEquals(answer.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    answer.more().forEach(header -> response.putHeader(header.name(), header.value()));
    response.end(answer.bytes());
  }
}
