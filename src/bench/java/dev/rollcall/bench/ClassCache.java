package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The file that a JVM has its classes from ready-made: AOT cache, or CDS archive before Java 25.
 */
final class ClassCache {

  private static final boolean IS_AOT = Runtime.version().feature() >= 25;

  /** As the launcher's; before Java 25 there is nothing to leave out. */
  private static final List<String> TRAINING =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTRecordTraining");

  private static final int ASKED = 20;

  private ClassCache() {}

  /** Whether an option of a JVM is about it. */
  static boolean isOption(String option) {
    return option.startsWith("-XX:AOT")
        || option.startsWith("-XX:SharedArchiveFile")
        || option.startsWith("-XX:ArchiveClassesAtExit")
        || option.startsWith("-XX:+AutoCreateSharedArchive")
        || option.startsWith("-XX:-AOT")
        || option.startsWith("-Xshare")
        || option.startsWith("-Xlog:aot")
        || option.startsWith("-Xlog:cds");
  }

  /** Whether a JVM that is started so has one. */
  static boolean isUsed(List<String> commandLine) {
    return commandLine.stream()
        .anyMatch(
            each -> each.startsWith("-XX:AOTCache=") || each.startsWith("-XX:SharedArchiveFile="));
  }

  /** The same without one. */
  static List<String> without(List<String> commandLine) {
    return commandLine.stream().filter(each -> !isOption(each)).toList();
  }

  /**
   * Has a server serve, so that its JVM writes one, unless that was done before.
   *
   * @param name of the file
   * @param command starts the server with this option more
   * @return the option that uses it
   */
  static String train(BenchSettings settings, String name, IntFunction<List<String>> command)
      throws IOException, InterruptedException {
    Path file = settings.directory().resolve(name);
    if (!file.toFile().exists()) {
      int port = Machine.freePort();
      List<String> training = new ArrayList<>(command.apply(port));
      training.addAll(1, TRAINING);
      training.add(1, (IS_AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
      try (Target server = Bare.start(settings, training, port)) {
        for (int i = 0; i < ASKED; i++) {
          HttpGet.get(port, Bytes.PATH);
          HttpGet.get(port, Bytes.PATH, "Accept-Encoding", "gzip");
          HttpGet.get(port, Bytes.PATH, Bytes.ifNoneMatch(server).split(": "));
        }
      }
      if (!file.toFile().exists()) {
        throw new IllegalStateException("the JVM has written no " + file);
      }
    }
    return (IS_AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
  }
}
