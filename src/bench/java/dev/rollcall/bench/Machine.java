package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this runs on. */
final class Machine {

  /** Where servers run; whoever asks them runs on the next. */
  private static final int SERVER_CORE = 0;

  private static final int LOAD_CORE = 1;

  private Machine() {}

  /** The path of an installed program; null when there is none. */
  static String tool(String name) {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  /** A program of the JDK that runs this. */
  static String jdk(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /** The command, on the servers' core. */
  static List<String> onServerCore(List<String> command) {
    return pinned(String.valueOf(SERVER_CORE), command);
  }

  /** The command, on the load's core. */
  static List<String> onLoadCore(List<String> command) {
    return pinned(String.valueOf(LOAD_CORE), command);
  }

  /** The command, on both; else it would stay where this JVM is. */
  static List<String> onAllCores(List<String> command) {
    return pinned(SERVER_CORE + "," + LOAD_CORE, command);
  }

  /** Keeps this JVM, which plays the providers, off the servers' core. */
  static void moveToLoadCore() throws IOException, InterruptedException {
    if (canPin()) {
      String self = String.valueOf(ProcessHandle.current().pid());
      new ProcessBuilder(tool("taskset"), "-a", "-c", "-p", String.valueOf(LOAD_CORE), self)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  static boolean canPin() {
    return tool("taskset") != null && cores() > LOAD_CORE;
  }

  /** A port that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static String description() {
    return String.join(
        ", ", toJson().stream().map(each -> each.getKey() + " " + each.getValue()).toList());
  }

  static JsonObject toJson() {
    return new JsonObject()
        .put("date", LocalDate.now(ZoneOffset.UTC).toString())
        .put("jdk", Runtime.version().toString())
        .put("cpu", cpu())
        .put("cores", cores())
        .put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }

  /** Of the machine, wherever this JVM may run. */
  private static int cores() {
    try (Stream<Path> cores = Files.list(Path.of("/sys/devices/system/cpu"))) {
      return (int) cores.filter(each -> each.getFileName().toString().matches("cpu\\d+")).count();
    } catch (IOException notLinux) {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  private static List<String> pinned(String cores, List<String> command) {
    List<String> whole = new ArrayList<>();
    if (canPin()) {
      whole.addAll(List.of(tool("taskset"), "-c", cores));
    }
    whole.addAll(command);
    return whole;
  }
}
