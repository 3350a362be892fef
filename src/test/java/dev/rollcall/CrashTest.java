package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a Rollcall whose lists change all the time, and looks at what the next one starts with.
 *
 * <p>{@code -Drollcall.crashes=N} kills it N times, {@code -Drollcall.seed=S} at the moments of an
 * earlier run.
 */
@ExtendWith(VertxExtension.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CrashTest {

  private static final List<String> INSTANCES = List.of("one", "two", "three", "four");
  private static final int CRASHES = Integer.getInteger("rollcall.crashes", 10);

  @TempDir Path temporary;
  private final long seed = Long.getLong("rollcall.seed", System.nanoTime());
  private final Random moments = new Random(seed);
  private final Random lists = new Random(seed + 1);
  private final Map<String, Set<String>> delivered = new HashMap<>();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile Moment moment = new Moment(0, 0, () -> {});
  private Vertx vertx;
  private FakeProvider provider;
  private Path directory;

  /** Something to be done some milliseconds after so many more answers. */
  private final class Moment {
    private final AtomicInteger answersLeft;
    private final int millis;
    private final Runnable action;

    Moment(int answersLeft, int millis, Runnable action) {
      this.answersLeft = new AtomicInteger(answersLeft);
      this.millis = millis;
      this.action = action;
    }

    void answered() {
      if (answersLeft.decrementAndGet() == 0) {
        vertx.setTimer(1 + millis, go -> action.run());
      }
    }
  }

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    directory = temporary.resolve("lists");
    INSTANCES.forEach(name -> delivered.put(name, ConcurrentHashMap.newKeySet()));
    provider = FakeProvider.start(vertx).handle(this::answer);
  }

  @Test
  void everyRestartLoadsOfEveryInstanceACompleteListThatWasDelivered() throws Exception {
    long began = System.nanoTime();
    System.out.println("Crash test: seed " + seed + ", " + CRASHES + " kills");
    int whileStarting = 0;
    killOnceEveryListIsInItsFile();
    for (int crash = 1; crash < CRASHES; crash++) {
      if (moments.nextInt(10) == 0) {
        whileStarting++;
        killWhileStarting();
      } else {
        killWhileListsChange();
      }
    }
    Map<String, Set<String>> before = deliveredUntilNow();
    Process last = run();
    checkWhatIsLoaded(last, before);
    kill(last);
    System.out.printf(
        "Crash test: %d kills (%d while starting), %d lists delivered, %d s%n",
        CRASHES,
        whileStarting,
        answers.get(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
  }

  /** From then on there is a list to lose. */
  private void killOnceEveryListIsInItsFile() throws Exception {
    Process first = run();
    BufferedReader output = output(first);
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      assertThat(line).startsWith("lists ");
    }
    Await.until(
        () -> INSTANCES.stream().allMatch(name -> Files.exists(directory.resolve(name + ".json"))));
    kill(first);
  }

  private void killWhileListsChange() throws Exception {
    Map<String, Set<String>> before = deliveredUntilNow();
    Process running = run();
    CountDownLatch come = new CountDownLatch(1);
    moment = new Moment(1 + moments.nextInt(40), moments.nextInt(30), come::countDown);
    checkWhatIsLoaded(running, before);
    assertThat(come.await(60, TimeUnit.SECONDS)).as("lists are fetched again").isTrue();
    kill(running);
  }

  private void killWhileStarting() throws Exception {
    moment = new Moment(0, 0, () -> {});
    Process starting = run();
    CountDownLatch come = new CountDownLatch(1);
    vertx.setTimer(1 + moments.nextInt(1000), go -> come.countDown());
    come.await();
    kill(starting);
  }

  /** What was delivered before a run began, which is all it can have from its files. */
  private Map<String, Set<String>> deliveredUntilNow() {
    Map<String, Set<String>> copy = new HashMap<>();
    delivered.forEach((name, sums) -> copy.put(name, Set.copyOf(sums)));
    return copy;
  }

  private void checkWhatIsLoaded(Process running, Map<String, Set<String>> before)
      throws IOException {
    BufferedReader output = output(running);
    Map<String, String> loaded = new HashMap<>();
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      assertThat(line).as("what the run says").startsWith("lists ");
      loaded.put(line.split(" ")[1], line.split(" ")[2]);
    }
    assertThat(loaded.keySet()).containsExactlyInAnyOrderElementsOf(INSTANCES);
    loaded.forEach((name, sum) -> assertThat(before.get(name)).as(name).contains(sum));
    assertThat(names()).as("no file was broken").noneMatch(name -> name.endsWith(".bad"));
  }

  private Process run() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingRun.class.getName(),
                directory.toString(),
                provider.url()));
    command.addAll(INSTANCES);
    return new ProcessBuilder(command).redirectError(temporary.resolve("err").toFile()).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void kill(Process process) throws InterruptedException {
    assertThat(process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed").isEqualTo(128 + 9);
  }

  /** Another list each time, now and then an error; it counts as delivered before it is sent. */
  private void answer(HttpServerRequest request) {
    String name = request.path().split("/")[1];
    int number = answers.incrementAndGet();
    int size = 1 + lists.nextInt(number % 10 == 0 ? 2000 : 100);
    String[] ids =
        IntStream.range(0, size).mapToObj(i -> "m" + number + "-" + i).toArray(String[]::new);
    if (number % 17 == 0) {
      request.response().setStatusCode(500).end();
    } else {
      delivered.get(name).add(CrashingRun.sum(List.of(ids).toString()));
      request.response().end(FakeProvider.openAiList(ids));
    }
    moment.answered();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
