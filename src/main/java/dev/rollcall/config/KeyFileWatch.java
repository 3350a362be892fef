package dev.rollcall.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Notices when a key that is in a file changes, as it does when keys are rotated. */
public final class KeyFileWatch {

  private static final Logger LOG = System.getLogger(KeyFileWatch.class.getName());

  private final Vertx vertx;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private final Runnable onChange;
  private final long timer;
  private @Nullable RollcallConfig configured;
  private @Nullable RollcallConfig last;

  /**
   * Begins to watch.
   *
   * @param period how often the files are read
   * @param onChange runs on an event loop when a key is another; {@link #watch} gives it
   */
  public KeyFileWatch(Vertx vertx, Duration period, Runnable onChange) {
    this.vertx = vertx;
    this.onChange = onChange;
    this.timer = vertx.setPeriodic(period.toMillis(), id -> scan());
  }

  /**
   * Watches the files of this configuration from now on, instead of those of the one before.
   *
   * @return the configuration with the keys that are in its files; never fails
   */
  public Future<RollcallConfig> watch(RollcallConfig config) {
    synchronized (this) {
      configured = config;
      last = null;
    }
    return KeyFiles.read(vertx, config)
        .onSuccess(read -> isNews(config, read))
        .onSuccess(read -> warnOfOpenFiles(KeyFiles.files(config)));
  }

  /** Warns once of each file that every user of the machine may read. */
  private void warnOfOpenFiles(Set<String> files) {
    if (!files.isEmpty()) {
      vertx
          .executeBlocking(() -> files.stream().filter(KeyFiles::isOpenToAll).toList())
          .onSuccess(
              open -> {
                for (String file : open) {
                  if (warned.add(file)) {
                    LOG.log(Level.WARNING, "every user of this machine may read {0}", file);
                  }
                }
                warned.retainAll(open);
              });
    }
  }

  /** Ends the watching. */
  public void close() {
    vertx.cancelTimer(timer);
  }

  private void scan() {
    RollcallConfig config = watched();
    if (config != null) {
      KeyFiles.read(vertx, config)
          .onSuccess(
              read -> {
                if (isNews(config, read)) {
                  onChange.run();
                }
              });
    }
  }

  private synchronized @Nullable RollcallConfig watched() {
    return last != null && KeyFiles.hasFiles(last) ? configured : null;
  }

  /** Keeps what was read; says whether it differs from what was read of the same before. */
  @SuppressWarnings("ReferenceEquality") // of a configuration that is watched no more, or anew
  private synchronized boolean isNews(RollcallConfig config, RollcallConfig read) {
    RollcallConfig before = last;
    if (config != configured || (before != null && read.equals(before))) {
      return false;
    }
    last = read;
    return before != null;
  }
}
