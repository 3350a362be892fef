package dev.rollcall.testing;

import dev.rollcall.Rollcall;
import io.vertx.core.impl.VertxThread;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test during which Rollcall's own code held an event loop for a tenth of a second.
 *
 * <p>This is Vert.x's check for blocked threads, for every Vert.x of the process, but by the
 * processor time that the product's code took within one turn: a thread that waits for a processor,
 * for the collector or for classes to be loaded says nothing of the code. The time in which that
 * code puts the loop to sleep counts too.
 */
public final class LoopWatch implements AfterEachCallback, AfterAllCallback {

  private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final File PRODUCT = product();
  private static final Map<String, Boolean> IS_PRODUCT = new ConcurrentHashMap<>();
  private static final Queue<String> HELD = new ConcurrentLinkedQueue<>();

  static {
    Thread watch = new Thread(LoopWatch::watch, "loop-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** What is known of the turn that a loop is in. */
  private static final class Turn {
    final long start;
    long seenCpu;
    long ours;
    boolean isTold;

    Turn(long start, long cpu) {
      this.start = start;
      seenCpu = cpu;
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    failIfHeld();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    failIfHeld();
  }

  /** What was found since it was last asked. */
  static List<String> found() {
    List<String> held = List.copyOf(HELD);
    HELD.removeAll(held);
    return held;
  }

  private static void failIfHeld() {
    List<String> held = found();
    if (!held.isEmpty()) {
      throw new AssertionError(String.join("\n", held));
    }
  }

  private static void watch() {
    Map<Thread, Turn> turns = new WeakHashMap<>();
    while (true) {
      LockSupport.parkNanos(PERIOD_NANOS);
      for (VertxThread loop : loops()) {
        long start = loop.startTime();
        Turn turn = turns.get(loop);
        if (start == 0) {
          turns.remove(loop);
        } else if (turn == null || turn.start != start) {
          turns.put(loop, new Turn(start, THREADS.getThreadCpuTime(loop.getId())));
        } else {
          look(loop, turn);
        }
      }
    }
  }

  private static void look(VertxThread loop, Turn turn) {
    StackTraceElement[] stack = loop.getStackTrace();
    long cpu = THREADS.getThreadCpuTime(loop.getId());
    if (loop.startTime() != turn.start) {
      return;
    }
    boolean ours = Arrays.stream(stack).anyMatch(LoopWatch::isProduct);
    boolean loading = Arrays.stream(stack).anyMatch(LoopWatch::isLoading);
    turn.ours += ours && !loading ? waits(stack) ? PERIOD_NANOS : cpu - turn.seenCpu : 0;
    turn.seenCpu = cpu;
    if (turn.ours > LIMIT_NANOS && !turn.isTold) {
      turn.isTold = true;
      HELD.add(
          loop.getName()
              + " was held for "
              + TimeUnit.NANOSECONDS.toMillis(turn.ours)
              + " ms:\n"
              + Arrays.stream(stack).map(frame -> "  " + frame).collect(Collectors.joining("\n")));
    }
  }

  private static boolean waits(StackTraceElement[] stack) {
    String top = stack.length == 0 ? "" : stack[0].getMethodName();
    return top.equals("park")
        || top.equals("wait")
        || top.equals("wait0")
        || top.startsWith("sleep");
  }

  private static boolean isLoading(StackTraceElement frame) {
    return frame.getClassName().startsWith("jdk.internal.loader.")
        || frame.getClassName().equals("java.lang.ClassLoader")
        || frame.getClassName().startsWith("java.lang.invoke.")
        || frame.getMethodName().equals("<clinit>");
  }

  private static boolean isProduct(StackTraceElement frame) {
    return frame.getClassName().startsWith("dev.rollcall.")
        && IS_PRODUCT.computeIfAbsent(
            frame.getClassName(),
            name -> new File(PRODUCT, name.replace('.', '/') + ".class").exists());
  }

  private static List<VertxThread> loops() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[all.activeCount() + 32];
    int count = all.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(VertxThread.class::isInstance)
        .map(VertxThread.class::cast)
        .filter(thread -> !thread.isWorker())
        .toList();
  }

  private static File product() {
    try {
      return new File(Rollcall.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
