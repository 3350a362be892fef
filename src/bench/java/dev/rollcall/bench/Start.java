package dev.rollcall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Starts servers and sees when they answer. */
final class Start {

  private static final int POLL_MILLIS = 1;

  private Start() {}

  /** Starts a server and waits until it answers a path with 200. */
  static Target await(String name, ProcessBuilder command, int port, String path, Duration patience)
      throws IOException, InterruptedException {
    Target target = new Target(name, command.start(), port);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!answers(port, path)) {
        if (target.endsWithin(POLL_MILLIS) || System.nanoTime() > deadline) {
          throw new IllegalStateException(name + " does not start: " + command.command());
        }
      }
      return target;
    } catch (RuntimeException | IOException | InterruptedException failure) {
      target.close();
      throw failure;
    }
  }

  /** Whether a server answers a path with 200; as cheaply as possible, lest asking delays it. */
  private static boolean answers(int port, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      return status.equals("HTTP/1.1 200");
    } catch (SocketException notYet) {
      return false;
    }
  }
}
