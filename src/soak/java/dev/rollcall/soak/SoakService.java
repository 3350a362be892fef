package dev.rollcall.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service under test: the fat jar as a process of its own, with the launcher's options. */
final class SoakService {

  private static final Pattern LISTENS =
      Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern TROUBLE =
      Pattern.compile("SEVERE|ERROR|^\\s+at |Exception|blocked|LEAK|OutOfMemory");

  private final Process process;
  private final Path log;
  private final int port;

  SoakService(Path jar, Path config, Path log) throws IOException, InterruptedException {
    this.log = log;
    List<String> command = new ArrayList<>();
    command.add(java("java"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    // Collections leave no dead space, which would count as live.
    command.add("-XX:MarkSweepDeadRatio=0");
    command.addAll(
        List.of("-Xms32m", "-Xmx256m", "-XX:MaxDirectMemorySize=128m", "-XX:+UseSerialGC"));
    command.addAll(
        List.of(
            "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString(), "--config", config.toString()));
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    port = awaitPort();
  }

  int port() {
    return port;
  }

  /** Whether it has ended after so long at the most; it is not to. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The id of the process. */
  long pid() {
    return process.pid();
  }

  /** How many threads it has. */
  int threads() {
    return count("task");
  }

  /** How many files and sockets it has open. */
  int descriptors() {
    return count("fd");
  }

  /** How many objects of each class live after a full collection, by jcmd. */
  Histogram histogram() throws IOException, InterruptedException {
    return Histogram.parse(jcmd("GC.class_histogram"));
  }

  long logBytes() throws IOException {
    return Files.size(log);
  }

  /** The lines of the log that tell of what should not happen, or hold a key. */
  List<String> trouble() throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> TROUBLE.matcher(line).find() || line.contains(Upstreams.KEY_MARK))
          .limit(200)
          .toList();
    }
  }

  /** Tells it to end, as a service manager does, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** The exit code; there once it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(java("jcmd"), String.valueOf(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return printed;
  }

  private int count(String what) {
    String[] entries = Path.of("/proc", String.valueOf(process.pid()), what).toFile().list();
    return entries == null ? -1 : entries.length;
  }

  /** Reads on until it says where it listens; then lets it say what it likes. */
  private int awaitPort() throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        Thread reader = new Thread(() -> said.lines().forEach(more -> {}), "service output");
        reader.setDaemon(true);
        reader.start();
        return Integer.parseInt(listens.group(1));
      }
    }
    throw new IllegalStateException("the service does not start: " + Files.readString(log));
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }
}
