package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.Globs;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That a held event loop does not go unnoticed. */
@ExtendWith(VertxExtension.class)
class LoopWatchTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void findsCodeOfTheProductThatHoldsALoop(Vertx vertx) {
    List<String> found = new ArrayList<>();
    Predicate<String> slow = new Globs(List.of("*a*a*a*b"), List.of()).filter();
    String longId = "a".repeat(1_000_000);

    vertx.runOnContext(
        go -> {
          long start = THREADS.getCurrentThreadCpuTime();
          while (THREADS.getCurrentThreadCpuTime() - start < TimeUnit.MILLISECONDS.toNanos(400)) {
            slow.test(longId);
          }
        });
    Await.until(() -> found.addAll(LoopWatch.found()));

    assertThat(found.get(0)).contains("eventloop", "dev.rollcall.config.Globs");
  }
}
