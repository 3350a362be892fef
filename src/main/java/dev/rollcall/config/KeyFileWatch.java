package dev.rollcall.config;

import dev.rollcall.io.FileWatch;
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
  private final FileWatch<RollcallConfig> watch;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private @Nullable RollcallConfig configured;

  /**
   * Begins to watch.
   *
   * @param period how often the files are read; a change applies after two such periods
   * @param onChange runs on an event loop when a key is another; {@link #watch} gives it
   */
  public KeyFileWatch(Vertx vertx, Duration period, Runnable onChange) {
    this.vertx = vertx;
    watch =
        new FileWatch<>(
            vertx,
            period,
            this::read,
            read -> {
              onChange.run();
              return Future.succeededFuture();
            });
    watch.begin();
  }

  /**
   * Watches the files of this configuration from now on, instead of those of the one before.
   *
   * @return the configuration with the keys that are in its files; never fails
   */
  public Future<RollcallConfig> watch(RollcallConfig config) {
    configured = config;
    return KeyFiles.read(vertx, config)
        .onSuccess(watch::know)
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
    watch.close();
  }

  private Future<RollcallConfig> read() {
    RollcallConfig config = configured;
    return config == null || !KeyFiles.hasFiles(config)
        ? Future.failedFuture("there is no key file")
        : KeyFiles.read(vertx, config);
  }
}
