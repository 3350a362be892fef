package dev.rollcall.bench;

import dev.rollcall.catalog.Catalog;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Loads the catalog once in a JVM of its own and prints what that took of one thread. */
public final class ColdCatalog {

  private ColdCatalog() {}

  /** What {@link #main} prints in a JVM of its own. */
  static long[] inNewJvm() throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Machine.jdk("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ColdCatalog.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jvm.waitFor();
    return Arrays.stream(printed.strip().split(" ")).mapToLong(Long::parseLong).toArray();
  }

  /** Prints the processor time in ms and the heap in bytes that a loaded catalog holds. */
  public static void main(String[] args) {
    new JsonObject("{\"json\":\"is set up by whatever starts first\"}").encode();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Catalog first = load();
    long nanos = threads.getCurrentThreadCpuTime() - before;
    long one = heapInUse();
    Catalog second = load();
    long two = heapInUse();
    System.out.println(nanos / 1_000_000 + " " + (two - one));
    if (first.entries().size() != second.entries().size()) {
      throw new AssertionError("two loads of one file differ");
    }
  }

  /** The whole catalog, though a start reads a part of it. */
  static Catalog load() {
    Catalog catalog = Catalog.load(null);
    List<String> types =
        catalog.entries().stream().map(ModelInfo::providerType).distinct().toList();
    catalog.prepareToEnrich(types);
    return catalog;
  }

  private static long heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
