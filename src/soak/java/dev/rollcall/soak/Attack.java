package dev.rollcall.soak;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Attacks the service with its shipped options: thousands of request heads that never end, and
 * hundreds of readers that take nothing of answers of megabytes, one after the other and together.
 * Meanwhile a client asks twice a second. Fails when that client is answered with anything but 200
 * or 503 for more than three seconds, when the service does not answer everything five seconds
 * after an attack, or when it does not end within ten seconds of being told to.
 */
public final class Attack {

  private static final int HEADS = 10_000;
  private static final int HEAD_BYTES = 15_800;
  private static final int READERS = 500;
  private static final int MODELS = 20_000;
  private static final int CLIENT_TIMEOUT_MILLIS = 3000;
  private static final long ATTACK_MILLIS = 30_000;

  private final SoakService service;
  private final String only;
  private final InetSocketAddress address;
  private final List<String> failures = new ArrayList<>();

  private Attack(SoakService service, String only) {
    this.service = service;
    this.only = only;
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port());
  }

  /** One of the kinds of connections that are held open. */
  private interface Opener {
    SocketChannel open(int number) throws IOException;
  }

  /**
   * Runs the attacks.
   *
   * @param args the fat jar and, to run only some attacks, a part of their names
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("attack");
    HttpServer provider = provider();
    Path config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            server: {port: 0}
            model_cache: {directory: null}
            providers: {big: {type: openai-compatible, base_url: "http://127.0.0.1:%d/v1"}}
            """
                .formatted(provider.getAddress().getPort()));
    SoakService service = new SoakService(Path.of(args[0]), config, directory.resolve("log"));
    List<String> failures = List.of("it did not run to its end");
    try {
      failures = new Attack(service, args.length > 1 ? args[1] : "").run();
    } finally {
      long told = System.nanoTime();
      service.stop();
      long ending = millisSince(told);
      System.out.printf("ended %d ms after SIGTERM%n", ending);
      if (ending > 10_000) {
        failures = Stream.concat(failures.stream(), Stream.of("it did not end in 10 s")).toList();
      }
      provider.stop(0);
      System.out.println("log:");
      try (var lines = Files.lines(directory.resolve("log"))) {
        lines.limit(40).forEach(line -> System.out.println("  " + line));
      }
    }
    failures.forEach(System.out::println);
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private List<String> run() throws Exception {
    awaitList();
    System.out.printf("before: resident %d MB%n", residentMegabytes());
    Opener manyHeaders = number -> half(400);
    Opener fewHeaders = number -> half(99);
    Opener oneHeader = number -> half(1);
    Opener idle = number -> connect();
    Opener reader = this::reader;
    phase("heads of 400 headers", HEADS, manyHeaders);
    phase("heads of 99 headers", HEADS, fewHeaders);
    phase("heads of one header", HEADS, oneHeader);
    phase("silent connections", HEADS, idle);
    phase("readers that take nothing", READERS, reader);
    phase(
        "heads and readers",
        HEADS + READERS,
        number -> number % 20 == 0 ? reader.open(number) : fewHeaders.open(number));
    return failures;
  }

  private void phase(String name, int count, Opener opener) throws Exception {
    if (!name.contains(only)) {
      return;
    }
    List<SocketChannel> held = new ArrayList<>(count);
    Client client = new Client();
    Thread asking = new Thread(client, "client");
    asking.start();
    long began = System.nanoTime();
    int opened = 0;
    int peak = 0;
    for (int i = 0; i < count && millisSince(began) < ATTACK_MILLIS; i++) {
      try {
        held.add(opener.open(i));
        opened++;
      } catch (IOException refused) {
        // The service takes no more, which is its right.
      }
      if (i % 500 == 0) {
        peak = Math.max(peak, residentMegabytes());
      }
    }
    long made = millisSince(began);
    while (millisSince(began) < made + ATTACK_MILLIS / 3 && service.isAlive()) {
      service.endsWithin(250);
      peak = Math.max(peak, residentMegabytes());
    }
    client.over = true;
    asking.join();
    int closed = 0;
    for (SocketChannel channel : held) {
      closed += isClosed(channel) ? 1 : 0;
      channel.close();
    }
    long ended = System.nanoTime();
    String after = answersWithin(5000) ? millisSince(ended) + " ms" : "not within 5 s";
    System.out.printf(
        "%s: %d of %d opened in %d ms, %d closed by the service; client %s, longest without an"
            + " answer %d ms; peak resident %d MB; answers after %s%n",
        name, opened, count, made, closed, client.answers, client.longestGap, peak, after);
    if (client.longestGap > CLIENT_TIMEOUT_MILLIS) {
      failures.add(name + ": no 200 or 503 for " + client.longestGap + " ms");
    }
    if (after.startsWith("not")) {
      failures.add(name + ": does not answer within 5 s after it");
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    channel.connect(address);
    channel.configureBlocking(false);
    return channel;
  }

  /** A head of so many headers that does not end. */
  private SocketChannel half(int headers) throws IOException {
    StringBuilder head = new StringBuilder("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n");
    int each = (HEAD_BYTES - head.length()) / headers;
    for (int i = 0; i < headers; i++) {
      String name = "x-" + i + ": ";
      head.append(name).append("y".repeat(each - name.length() - 2));
      // The last one's line does not end.
      head.append(i == headers - 1 ? "" : "\r\n");
    }
    SocketChannel channel = connect();
    channel.write(ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  /** One that asks for a list that nobody else asks for, and takes nothing of it. */
  private SocketChannel reader(int number) throws IOException {
    SocketChannel channel = connect();
    String request =
        "GET /v1/models?limit="
            + (MODELS - number % 10_000)
            + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static boolean isClosed(SocketChannel channel) {
    ByteBuffer some = ByteBuffer.allocate(64 * 1024);
    try {
      while (true) {
        int read = channel.read(some.clear());
        if (read <= 0) {
          return read < 0;
        }
      }
    } catch (IOException reset) {
      return true;
    }
  }

  private void awaitList() throws Exception {
    long began = System.nanoTime();
    while (!body("/v1/models?limit=1").contains("\"total\":" + MODELS)) {
      if (millisSince(began) > 20_000) {
        throw new IllegalStateException("the list does not come");
      }
      service.endsWithin(100);
    }
  }

  private boolean answersWithin(long millis) throws InterruptedException {
    long began = System.nanoTime();
    while (millisSince(began) < millis) {
      try {
        if (List.of("/v1/models", "/v1/models?q=m1&limit=7", "/v1/providers", "/ollama/api/tags")
            .stream()
            .allMatch(path -> body(path).startsWith("HTTP/1.1 200 "))) {
          return true;
        }
      } catch (IllegalStateException notYet) {
        // Asked again below.
      }
      service.endsWithin(100);
    }
    return false;
  }

  private String body(String path) {
    try {
      return ask(path);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private String ask(String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, CLIENT_TIMEOUT_MILLIS);
      socket.setSoTimeout(CLIENT_TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int residentMegabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(service.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** A server with one long list. */
  private static HttpServer provider() throws IOException {
    byte[] list =
        IntStream.range(0, MODELS)
            .mapToObj(i -> "{\"id\":\"m%d\",\"object\":\"model\",\"owned_by\":\"me\"}".formatted(i))
            .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"))
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Asks twice a second, each time over a new connection. */
  private final class Client implements Runnable {
    private final Map<String, Integer> answers = new TreeMap<>();
    private volatile boolean over;
    private long longestGap;

    @Override
    public void run() {
      long answered = System.nanoTime();
      while (!over) {
        String answer;
        try {
          String all = ask("/v1/models?limit=5");
          answer = all.length() < 12 ? "nothing" : all.substring(9, 12);
        } catch (SocketTimeoutException late) {
          answer = "timeout";
        } catch (IOException reset) {
          answer = "reset";
        }
        answers.merge(answer, 1, Integer::sum);
        longestGap = Math.max(longestGap, millisSince(answered));
        if (answer.equals("200") || answer.equals("503")) {
          answered = System.nanoTime();
        }
        try {
          service.endsWithin(500);
        } catch (InterruptedException ended) {
          return;
        }
      }
    }
  }
}
