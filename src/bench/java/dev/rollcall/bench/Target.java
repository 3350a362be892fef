package dev.rollcall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under load: a process of its own that listens on a port of this machine. */
final class Target implements AutoCloseable {

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  /** Linux counts processor time in hundredths of a second, whatever its clock does. */
  private static final int MICROS_PER_TICK = 10_000;

  /** A JVM may write its cache of classes first. */
  private static final int END_SECONDS = 30;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final String name;
  private final Process process;
  private final int port;

  Target(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
    RUNNING.add(process);
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Whether it has ended after so long at the most; it is not to. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Processor time it has used, in microseconds. */
  long cpuMicros() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
  }

  /** Resident memory in KiB. */
  long rssKib() {
    return status("VmRSS");
  }

  /** The most resident memory it has had, in KiB. */
  long peakKib() {
    return status("VmHWM");
  }

  /** Whether it has loaded a file whose name has this in it. */
  boolean hasMapped(String part) {
    return read("maps").contains(part);
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
  }

  private long status(String key) {
    Matcher value = Pattern.compile(key + ":\\s+(\\d+) kB").matcher(read("status"));
    if (!value.find()) {
      throw new IllegalStateException(name + " has ended");
    }
    return Long.parseLong(value.group(1));
  }

  private String read(String what) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), what));
    } catch (IOException ended) {
      throw new UncheckedIOException(name + " has ended", ended);
    }
  }
}
