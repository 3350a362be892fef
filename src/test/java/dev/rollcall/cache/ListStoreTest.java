package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.feed.Events;
import dev.rollcall.feed.History;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lists on their way to real disks, good and bad ones. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ListStoreTest {

  private static final StoredList ACME = StoredLists.of("acme", "a", "b");
  private static final String WHY = "not kept in model_cache.directory: ";

  @TempDir Path temporary;
  private final Map<String, String> notStored = new ConcurrentHashMap<>();
  private final List<Path> mounted = new ArrayList<>();
  private Vertx vertx;
  private Path path;

  @BeforeEach
  void name(Vertx started) {
    vertx = started;
    path = temporary.resolve("lists");
  }

  @AfterEach
  void unmount() throws Exception {
    for (Path mount : mounted) {
      assertThat(run("umount", mount.toString())).isZero();
    }
    mounted.clear();
  }

  /** A store on an event loop of its own. */
  private final class Running {
    private final ListStore store;
    private final History history = new History();
    private final Context loop = vertx.getOrCreateContext();

    Running(Path directory) {
      store =
          new ListStore(
              vertx,
              directory,
              history,
              (name, why) -> {
                if (why == null) {
                  notStored.remove(name);
                } else {
                  notStored.put(name, why);
                }
              });
    }

    Restored open(long seq) {
      return on(() -> store.open(seq));
    }

    void keep(StoredList list) {
      on(
          () -> {
            store.keep(list.instance(), () -> list);
            return Future.succeededFuture();
          });
    }

    /** Tells a change, and waits until it is written or cannot be. */
    void change(String model) {
      on(
          () -> {
            tell(model);
            return store.finished();
          });
    }

    void tell(String model) {
      history.add(Events.added(history.all().upTo() + 1, "acme", model), "acme");
      store.historyChanged();
    }

    void forget(String instance) {
      on(
          () -> {
            store.forget(instance);
            return Future.succeededFuture();
          });
    }

    void close() {
      on(store::close);
    }

    <T> T on(Callable<Future<T>> action) {
      Promise<T> done = Promise.promise();
      loop.runOnContext(
          go -> {
            try {
              action.call().onComplete(done);
            } catch (Exception failure) {
              done.fail(failure);
            }
          });
      return await(done.future());
    }
  }

  private Running opened(Path directory) {
    Running running = new Running(directory);
    running.open(1);
    return running;
  }

  private List<StoredList> inFiles(Path directory) {
    Running next = new Running(directory);
    try {
      return next.open(1).lists();
    } finally {
      next.close();
    }
  }

  @Test
  void closingWaitsForWhatIsToBeWritten() {
    Running running = opened(path);
    for (int i = 0; i < 20; i++) {
      running.keep(StoredLists.of("acme-" + i, StoredLists.models(100)));
    }
    running.forget("acme-7");
    running.close();

    assertThat(inFiles(path)).hasSize(19);
    assertThat(notStored).isEmpty();
  }

  @Test
  void ofAnInstanceOnlyTheNewestListWaits() throws Exception {
    Running running = opened(path);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<String> made = new CopyOnWriteArrayList<>();
    running.on(
        () -> {
          running.store.keep(
              "acme",
              () -> {
                writing.countDown();
                awaitQuietly(go);
                return ACME;
              });
          return Future.succeededFuture();
        });
    assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 100; i++) {
      String id = "newer-" + i;
      running.on(
          () -> {
            running.store.keep(
                "acme",
                () -> {
                  made.add(id);
                  return StoredLists.of("acme", id);
                });
            return Future.succeededFuture();
          });
    }
    go.countDown();
    running.close();

    assertThat(made).containsExactly("newer-99");
    assertThat(inFiles(path)).containsExactly(StoredLists.of("acme", "newer-99"));
  }

  @Test
  void numbersStartAfterAllThatEarlierRunsMayHaveUsed() {
    Running running = new Running(path);
    assertThat(running.open(5000).seq()).isEqualTo(5000);
    running.close();

    Running next = new Running(path);
    long seq = next.open(4000).seq();
    assertThat(seq).isGreaterThan(5000);
    next.on(
        () -> {
          next.store.reserve(seq + 800_000);
          return Future.succeededFuture();
        });
    next.close();
    Running third = new Running(path);
    assertThat(third.open(1).seq()).isGreaterThan(seq + 800_000);
    third.close();
  }

  @Test
  void aDirectoryThatIsAFileCostsOnlyWhatWouldBeInItAndIsSaidOnce() throws IOException {
    Files.writeString(path, "mine");
    try (LogWatch log = LogWatch.of("in memory only")) {
      Running running = new Running(path);
      assertThat(running.open(9)).isEqualTo(new Restored(9, List.of()));
      running.keep(ACME);
      running.keep(StoredLists.of("other", "x"));
      Await.until(() -> notStored.size() == 2 + 1);
      assertThat(notStored).containsEntry("acme", WHY + "it is a file, not a directory");
      assertThat(log.found()).hasSize(1);

      Files.delete(path);
      running.keep(ACME);
      running.keep(StoredLists.of("other", "y"));
      running.close();
      assertThat(notStored.keySet()).doesNotContain("acme", "other");
    }
    assertThat(inFiles(path)).hasSize(2);
  }

  @Test
  void workingAgainIsSaidOnce() throws IOException {
    Files.writeString(path, "mine");
    try (LogWatch log = LogWatch.of("are kept in {0} again")) {
      Running running = opened(path);
      running.keep(ACME);
      Await.until(() -> notStored.containsKey("acme"));
      assertThat(log.found()).isEmpty();
      Files.delete(path);
      running.keep(ACME);
      running.keep(ACME);
      running.close();
      assertThat(log.found()).hasSize(1);
    }
  }

  @Test
  void aDirectoryThatIsTakenAwayIsMadeAnew() throws IOException {
    Running running = opened(path);
    running.keep(ACME);
    Await.until(() -> Files.exists(path.resolve("acme.json")));
    try (var files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(path);
    running.keep(ACME);
    Await.until(() -> notStored.containsKey("acme"));
    assertThat(notStored).containsEntry("acme", WHY + "it is not there");
    running.keep(ACME);
    running.close();

    assertThat(inFiles(path)).containsExactly(ACME);
  }

  @Test
  void aFullDiskKeepsWhatWasThereAndIsWrittenToAgainWhenThereIsRoom() throws Exception {
    Path disk = mounted("size=256k");
    Path lists = disk.resolve("lists");
    StoredList large = StoredLists.of("acme", StoredLists.models(1000));
    try (LogWatch log = LogWatch.of("in memory only")) {
      Running running = opened(lists);
      running.keep(ACME);
      running.keep(large);
      running.keep(StoredLists.of("other", StoredLists.models(1000)));
      Await.until(() -> notStored.size() == 2);
      assertThat(notStored).containsEntry("acme", WHY + "no space left on device");
      assertThat(log.found()).hasSize(1);
      running.close();
      assertThat(inFiles(lists)).containsExactly(ACME);

      assertThat(run("mount", "-o", "remount,size=8m", disk.toString())).isZero();
      running = opened(lists);
      running.keep(large);
      running.close();
      assertThat(inFiles(lists)).containsExactly(large);
    }
  }

  @Test
  void whatIsOnAReadOnlyDiskIsReadAndWhatCannotBeWrittenIsSaid() throws Exception {
    Path disk = mounted("size=1m");
    Path lists = disk.resolve("lists");
    Running before = opened(lists);
    before.keep(ACME);
    before.close();
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();

    Running running = new Running(lists);
    Restored restored = running.open(1);
    assertThat(restored.lists()).containsExactly(ACME);
    assertThat(restored.seq()).isGreaterThan(500_000);
    running.keep(StoredLists.of("acme", "newer"));
    running.forget("gone-already");
    Await.until(() -> notStored.containsKey("acme"));
    assertThat(notStored).containsEntry("acme", WHY + "read-only file system");

    assertThat(run("mount", "-o", "remount,rw", disk.toString())).isZero();
    running.keep(StoredLists.of("acme", "newest"));
    running.close();
    assertThat(inFiles(lists)).containsExactly(StoredLists.of("acme", "newest"));
  }

  @Test
  void onAFullDiskTheHistoryIsInMemoryOnlyUntilThereIsRoom() throws Exception {
    Path disk = mounted("size=64k");
    Path lists = disk.resolve("lists");
    Running running = opened(lists);
    try (LogWatch log = LogWatch.of("The change history is in memory only");
        LogWatch again = LogWatch.of("The change history is kept in")) {
      for (int i = 0; i < 5; i++) {
        running.change("m".repeat(30_000) + i);
      }
      assertThat(log.found()).hasSize(1).first().asString().contains("No space left");
      assertThat(running.history.all().events()).hasSize(5);
      assertThat(run("mount", "-o", "remount,size=8m", disk.toString())).isZero();
      running.change("n");
      running.close();
      assertThat(again.found()).hasSize(1);
    }
    Running next = new Running(lists);
    next.open(1);
    assertThat(next.history.all().events()).hasSize(6);
    next.close();
  }

  @Test
  void aListsChangeIsOnTheDiskBeforeTheListIs() {
    Running running = opened(path);
    List<String> history = new ArrayList<>();
    running.on(
        () -> {
          running.store.keep("busy", () -> StoredLists.of("busy", "a"));
          running.store.keep("acme", () -> ACME);
          running.tell("new");
          running.store.keep(
              "acme",
              () -> {
                history.add(read(path.resolve(".rollcall.events")));
                return ACME;
              });
          return running.store.finished();
        });
    running.close();

    assertThat(history).hasSize(1).first().asString().contains("acme/new");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void aFileThatCouldNotBeDeletedIsDeletedWithTheNextThatIsDone() throws Exception {
    Running running = opened(path);
    running.keep(ACME);
    Path file = path.resolve("acme.json");
    Await.until(() -> Files.exists(file));
    assumeMounted(run("mount", "--bind", file.toString(), file.toString()) == 0);
    mounted.add(file);
    running.forget("acme");
    Await.until(() -> notStored.containsKey("acme"));
    assertThat(notStored).containsEntry("acme", WHY + "device or resource busy");
    unmount();

    running.keep(StoredLists.of("other", "x"));
    running.close();

    assertThat(inFiles(path)).containsExactly(StoredLists.of("other", "x"));
  }

  @Test
  void aListThatIsTooLargeIsNotKeptAndTheOthersAre() {
    Running running = opened(path);
    running.keep(StoredLists.of("acme", StoredLists.models(ListFile.MAX_MODELS + 1)));
    running.keep(StoredLists.of("other", "x"));
    running.close();

    assertThat(notStored).containsOnlyKeys("acme");
    assertThat(notStored).containsEntry("acme", WHY + "the list is too large for a file");
    assertThat(inFiles(path)).containsExactly(StoredLists.of("other", "x"));
  }

  @Test
  void aSecondStoreKeepsInMemoryUntilTheFirstIsGone() {
    Running first = opened(path);
    first.keep(ACME);
    Await.until(() -> Files.exists(path.resolve("acme.json")));
    Running second = new Running(path);
    assertThat(second.open(1).lists()).isEmpty();
    second.keep(StoredLists.of("acme", "second"));
    Await.until(() -> notStored.containsKey("acme"));
    assertThat(notStored).containsEntry("acme", WHY + "another Rollcall uses it");
    first.close();
    assertThat(inFiles(path)).containsExactly(ACME);

    second.keep(StoredLists.of("acme", "second"));
    second.close();

    assertThat(inFiles(path)).containsExactly(StoredLists.of("acme", "second"));
  }

  /** A disk of its own, in memory; only root may have one. */
  private Path mounted(String options) throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    assumeMounted(run("mount", "-t", "tmpfs", "-o", options, "none", disk.toString()) == 0);
    mounted.add(disk);
    return disk;
  }

  private static void assumeMounted(boolean done) {
    if (!done) {
      System.err.println("SKIPPED: nothing can be mounted here, so no disk was full or read-only");
    }
    assumeTrue(done, "nothing can be mounted here");
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noSuchCommand) {
      return -1;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
