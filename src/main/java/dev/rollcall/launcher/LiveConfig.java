package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.KeyFileWatch;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The service's configuration as it is now. A file that can no longer be used changes nothing and
 * is reported once.
 */
final class LiveConfig {

  private static final Logger LOG = System.getLogger(LiveConfig.class.getName());

  private final ConfigSource source;
  private final ServiceConfig reader;
  private final @Nullable WatchedFile file;
  private final KeyFileWatch keys;
  private final Promise<Function<RollcallConfig, Future<Void>>> follower = Promise.promise();
  private Future<Void> applied = Future.succeededFuture();
  private @Nullable RollcallConfig written;
  private @Nullable RollcallConfig inForce;

  /**
   * Begins to watch.
   *
   * @param scan how often files are read; a change applies within two such periods
   */
  LiveConfig(Vertx vertx, ConfigSource source, ServiceConfig reader, Duration scan) {
    this.source = source;
    this.reader = reader;
    Path path = source.file();
    this.file = path == null ? null : new WatchedFile(vertx, path, scan);
    if (file != null) {
      file.onChange(this::changed);
    }
    this.keys = new KeyFileWatch(vertx, scan, () -> apply("a key file"));
  }

  /**
   * The configuration to start with, the keys in files included.
   *
   * @return fails with a {@link ConfigException} when it cannot be used
   */
  Future<RollcallConfig> read() {
    return text()
        .map(reader::read)
        .compose(
            config -> {
              synchronized (this) {
                written = config;
                inForce = config;
              }
              return keys.watch(config);
            });
  }

  /**
   * Applies every change since {@link #read}, one after the other.
   *
   * @param apply takes a whole configuration
   */
  void follow(Function<RollcallConfig, Future<Void>> apply) {
    follower.complete(apply);
  }

  /** Ends the watching. */
  Future<Void> close() {
    keys.close();
    return file == null ? Future.succeededFuture() : file.close();
  }

  private Future<String> text() {
    if (file == null) {
      try {
        return Future.succeededFuture(ConfigSource.textInJar());
      } catch (IOException unreadable) {
        return Future.failedFuture(unreadable);
      }
    }
    return file.read()
        .compose(
            text ->
                text == null
                    ? Future.failedFuture(ConfigException.of("the file cannot be read"))
                    : Future.succeededFuture(text));
  }

  private synchronized void changed(@Nullable String text) {
    RollcallConfig running = inForce;
    if (running == null) {
      return;
    }
    if (text == null) {
      LOG.log(Level.WARNING, "{0} is gone; what it said stays in force", source.name());
      return;
    }
    try {
      RollcallConfig next = reader.read(text);
      if (!next.equals(written)) {
        written = next;
        restartNeeded(running, next);
        RollcallConfig applicable =
            new RollcallConfig(
                running.busPrefix(),
                running.server(),
                next.cache(),
                next.catalogFile(),
                next.providers());
        if (!applicable.equals(running)) {
          inForce = applicable;
          apply(source.name());
        }
      }
    } catch (ConfigException unusable) {
      LOG.log(Level.WARNING, "{0} is not applied: {1}", source.name(), unusable.getMessage());
    }
  }

  private void restartNeeded(RollcallConfig running, RollcallConfig next) {
    boolean moved = !Objects.equals(running.server(), next.server());
    boolean renamed = !running.busPrefix().equals(next.busPrefix());
    if (moved || renamed) {
      LOG.log(
          Level.WARNING,
          "{0} in {1} needs a restart to take effect",
          moved ? "the change of server" : "the change of bus_prefix",
          source.name());
    }
  }

  /** Applies, after what is being applied, whatever is in force by then. */
  private synchronized void apply(String changed) {
    applied =
        applied
            .transform(before -> follower.future().compose(this::applyTo))
            .onSuccess(done -> LOG.log(Level.INFO, "{0} has changed and is applied", changed))
            .onFailure(
                cause ->
                    LOG.log(
                        Level.WARNING,
                        "{0} has changed and cannot be applied: {1}",
                        changed,
                        cause.getMessage()));
  }

  private synchronized Future<Void> applyTo(Function<RollcallConfig, Future<Void>> apply) {
    return keys.watch(Objects.requireNonNull(inForce)).compose(apply);
  }
}
