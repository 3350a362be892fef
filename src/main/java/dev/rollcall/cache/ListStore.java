package dev.rollcall.cache;

import dev.rollcall.feed.History;
import dev.rollcall.feed.HistoryLog;
import dev.rollcall.feed.Past;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lists, and the history of changes, in a directory without keeping the event loop waiting:
 * it does one thing at a time, and of what is to be done for an instance only the newest waits.
 * What fails is told and done again with the instance's next list. The history is always written
 * before a list, so that no list is on the disk whose changes are not. Used on one event loop.
 */
final class ListStore {

  private static final System.Logger LOG = System.getLogger("dev.rollcall");

  /** So many changes may be numbered before the number is noted again. */
  private static final long SEQ_BLOCK = 1_000_000;

  /** What is done for the directory itself; no instance has this name. */
  private static final String ITSELF = "";

  static final String HISTORY = ".rollcall.events";

  private final Vertx vertx;
  private final Path path;
  private final History history;
  private final HistoryLog log;
  private final BiConsumer<String, @Nullable String> notStored;
  private final Map<String, Job> waiting = new LinkedHashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private final Set<String> undeleted = new TreeSet<>();
  private Promise<Void> idle = Promise.promise();
  private boolean running;
  private long reserved;

  /** Null until it could be opened, and after it failed; belongs to the job that runs. */
  private @Nullable ListDirectory directory;

  private interface Work {
    void in(ListDirectory directory) throws IOException;
  }

  /**
   * One thing to do.
   *
   * @param deletes whether it is the deletion of a list
   */
  private record Job(Work work, boolean deletes) {}

  /** The number and the history are seen to with every job. */
  private static final Job NOTHING_ELSE = new Job(unchanged -> {}, false);

  private record Found(Restored lists, @Nullable Past past) {}

  /**
   * Makes a store that has not been opened.
   *
   * @param notStored told of an instance why its list cannot be kept, and null when it can again
   */
  ListStore(
      Vertx vertx, Path path, History history, BiConsumer<String, @Nullable String> notStored) {
    this.vertx = vertx;
    this.path = path;
    this.history = history;
    this.log = new HistoryLog(path.resolve(HISTORY), OwnerOnly.file());
    this.notStored = notStored;
  }

  /**
   * Reads what earlier runs have left, and begins the history with what is known of them. It never
   * fails: what cannot be read is not there.
   *
   * @param seq a number for changes that is high enough for all that is known
   */
  Future<Restored> open(long seq) {
    return vertx
        .executeBlocking(this::read, false)
        .otherwise(
            failure -> {
              failed(ITSELF, failure);
              return new Found(Restored.NOTHING, null);
            })
        .compose(
            all -> {
              Restored found = all.lists();
              long from = Math.max(seq, found.seq());
              Past past = all.past();
              history.begin(past == null ? Past.unknown(from) : past, from);
              reserve(from);
              return finished().map(noted -> new Restored(from, found.lists()));
            });
  }

  /** Writes what is new in the history. */
  void historyChanged() {
    submit(ITSELF, NOTHING_ELSE);
  }

  /** Sees to it that no later run gives a change this number again. */
  void reserve(long seq) {
    if (seq + SEQ_BLOCK / 2 > reserved) {
      reserved = seq + SEQ_BLOCK;
      submit(ITSELF, NOTHING_ELSE);
    }
  }

  /**
   * Writes an instance's list.
   *
   * @param list makes it, on another thread
   */
  void keep(String instance, Supplier<StoredList> list) {
    undeleted.remove(instance);
    submit(instance, new Job(open -> open.write(list.get()), false));
  }

  /** Deletes an instance's list; what cannot be deleted is tried again with whatever comes next. */
  void forget(String instance) {
    undeleted.add(instance);
    submit(instance, deletion(instance));
  }

  /** Finishes what waits and lets go of the directory. */
  Future<Void> close() {
    return finished().compose(done -> vertx.executeBlocking(this::release, false));
  }

  /** Done when nothing is left to do. */
  Future<Void> finished() {
    return running ? idle.future() : Future.succeededFuture();
  }

  private static Job deletion(String instance) {
    return new Job(open -> open.delete(instance), true);
  }

  private void submit(String name, Job job) {
    for (String left : undeleted) {
      waiting.putIfAbsent(left, deletion(left));
    }
    waiting.put(name, job);
    if (!running) {
      running = true;
      idle = Promise.promise();
      next();
    }
  }

  private void next() {
    if (waiting.isEmpty()) {
      running = false;
      idle.complete();
      return;
    }
    String name = waiting.keySet().iterator().next();
    Job job = Objects.requireNonNull(waiting.remove(name));
    long upTo = reserved;
    vertx
        .executeBlocking(() -> perform(job.work(), upTo), false)
        .onSuccess(done -> succeeded(name, job))
        .onFailure(failure -> failed(name, failure))
        .onComplete(done -> next());
  }

  private Found read() throws IOException {
    ListDirectory open = opened();
    List<StoredList> lists = open.load();
    long listed = lists.stream().mapToLong(StoredList::seq).max().orElse(-1);
    return new Found(
        new Restored(Math.max(open.reserved(), listed + 1), lists), pastSince(log.read(), listed));
  }

  /**
   * Drops a history that ends before the stored lists: a client that has read those lists could not
   * resume from it.
   */
  private @Nullable Past pastSince(@Nullable Past past, long listed) {
    if (past != null && past.upTo() < listed) {
      LOG.log(Level.WARNING, "The change history in {0} lacks changes, and begins anew", path);
      return null;
    }
    return past;
  }

  private @Nullable Void perform(Work work, long upTo) throws IOException {
    ListDirectory open = opened();
    try {
      open.reserve(upTo);
      log.write(history);
      work.in(open);
      return null;
    } catch (DirectoryException ofThisListOnly) {
      throw ofThisListOnly;
    } catch (IOException failure) {
      release();
      throw failure;
    }
  }

  private ListDirectory opened() throws IOException {
    if (directory == null) {
      directory = ListDirectory.open(path);
    }
    return directory;
  }

  private @Nullable Void release() throws IOException {
    if (directory != null) {
      ListDirectory open = directory;
      directory = null;
      log.lookAgain();
      open.close();
    }
    return null;
  }

  private void succeeded(String name, Job job) {
    if (job.deletes()) {
      undeleted.remove(name);
    }
    boolean failedBefore = !failures.isEmpty();
    failures.remove(ITSELF);
    if (failures.remove(name) != null) {
      notStored.accept(name, null);
    }
    if (failedBefore && failures.isEmpty()) {
      LOG.log(Level.INFO, "Lists are kept in {0} again", path);
    }
  }

  private void failed(String name, Throwable failure) {
    String reason = reason(failure);
    boolean said = failures.containsValue(reason);
    failures.put(name, reason);
    if (!said) {
      LOG.log(Level.WARNING, "Lists are in memory only, not in {0}: {1}", path, reason);
    }
    notStored.accept(name, "not kept in model_cache.directory: " + reason);
  }

  private static String reason(Throwable failure) {
    if (failure instanceof IOException known) {
      return DirectoryException.reason(known);
    }
    LOG.log(Level.ERROR, "Keeping a list has failed", failure);
    return "Rollcall failed on it";
  }
}
