package dev.rollcall.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many connections to one server, of one thread. */
final class Crowd implements AutoCloseable {

  private static final int CHUNK = 256 * 1024;
  private static final int SELECT_MILLIS = 100;

  private final Selector selector = Selector.open();
  private final List<SocketChannel> connections = new ArrayList<>();
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

  /**
   * How all were answered.
   *
   * @param answered how many with 200 and the whole body
   * @param millis from the first request to the end of the last answer
   * @param bytes of all answers
   */
  record Answered(int answered, double millis, long bytes) {}

  /**
   * Connects.
   *
   * @param receiveBuffer how many bytes each takes before it is read from; 0 for the system's
   */
  Crowd(int port, int count, int receiveBuffer) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      for (int i = 0; i < count; i++) {
        SocketChannel connection = SocketChannel.open();
        connections.add(connection);
        if (receiveBuffer > 0) {
          connection.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        connection.connect(server);
        connection.configureBlocking(false);
      }
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  /** Whether this process may open so many connections, and a server like it. */
  static boolean mayHave(int connections) {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() >= connections + 500;
  }

  /** Asks on every connection, and reads nothing. */
  void ask(String path, String... headers) throws IOException {
    StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    byte[] request = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    for (SocketChannel connection : connections) {
      if (connection.write(ByteBuffer.wrap(request)) < request.length) {
        throw new IOException("a connection takes no request");
      }
    }
  }

  /** Waits until the answer of every connection has begun to come, and reads nothing of it. */
  void awaitAnswers(Duration patience) throws IOException {
    for (SocketChannel connection : connections) {
      connection.register(selector, SelectionKey.OP_READ);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    int missing = connections.size();
    while (missing > 0 && System.nanoTime() < deadline) {
      selector.select(SELECT_MILLIS);
      missing -= selector.selectedKeys().size();
      selector.selectedKeys().forEach(SelectionKey::cancel);
      selector.selectedKeys().clear();
    }
    if (missing > 0) {
      throw new IOException(missing + " connections are not answered");
    }
  }

  /** Asks on every connection, and reads all answers as they come. */
  Answered answers(Duration patience, String path, String... headers) throws IOException {
    for (SocketChannel connection : connections) {
      connection.register(selector, SelectionKey.OP_READ, new Reading());
    }
    long started = System.nanoTime();
    ask(path, headers);
    long deadline = started + patience.toNanos();
    int open = connections.size();
    int answered = 0;
    long bytes = 0;
    while (open > 0 && System.nanoTime() < deadline) {
      selector.select(SELECT_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        Reading reading = (Reading) key.attachment();
        bytes += read((SocketChannel) key.channel(), reading);
        if (reading.isOver()) {
          key.cancel();
          open--;
          answered += reading.isWhole() ? 1 : 0;
        }
      }
      selector.selectedKeys().clear();
    }
    double millis = (System.nanoTime() - started) / 1e6;
    selector.selectNow();
    return new Answered(answered, millis, bytes);
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel connection : connections) {
      connection.close();
    }
    selector.close();
  }

  private int read(SocketChannel connection, Reading reading) throws IOException {
    chunk.clear();
    int read;
    try {
      read = connection.read(chunk);
    } catch (IOException reset) {
      read = -1;
    }
    reading.take(chunk.flip(), read < 0);
    return Math.max(0, read);
  }

  /** How far the answer of one connection is. */
  private static final class Reading {
    private final StringBuilder head = new StringBuilder();
    private long missing = -1;
    private boolean isEnded;

    void take(ByteBuffer bytes, boolean isEnd) {
      isEnded = isEnd;
      while (missing < 0 && bytes.hasRemaining()) {
        head.append((char) bytes.get());
        int length = head.length();
        if (length > 3 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n') {
          missing = bodyLength();
        }
      }
      if (missing > 0) {
        missing -= bytes.remaining();
      }
    }

    boolean isOver() {
      return isEnded || missing == 0;
    }

    boolean isWhole() {
      return missing == 0 && head.indexOf("HTTP/1.1 200 ") == 0;
    }

    private long bodyLength() {
      for (String line : head.toString().split("\r\n")) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          return Long.parseLong(line.substring(15).strip());
        }
      }
      return 0;
    }
  }
}
