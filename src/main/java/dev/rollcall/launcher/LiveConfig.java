package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.IoReason;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.ServerConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
      file.onChange(this::scanned);
    }
  }

  /**
   * The configuration to start with.
   *
   * @return fails with a {@link ConfigException} when it cannot be used
   */
  Future<RollcallConfig> read() {
    return text()
        .map(reader::read)
        .onSuccess(
            config -> {
              synchronized (this) {
                written = config;
                inForce = config;
              }
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

  /** Reads the file now, and applies it if it has changed. */
  void reload() {
    if (file == null) {
      LOG.log(Level.INFO, "SIGHUP: {0} cannot change", source.name());
      return;
    }
    file.readNow()
        .onFailure(this::unreadable)
        .onSuccess(
            text -> {
              LOG.log(Level.INFO, "SIGHUP: {0} is read again", source.name());
              if (!changed(text)) {
                LOG.log(Level.INFO, "{0} has not changed", source.name());
              }
            });
  }

  /** Ends the watching. */
  Future<Void> close() {
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

  /** Takes what a scan has found; one that found nothing does not know why. */
  private void scanned(@Nullable String text) {
    if (text != null) {
      changed(text);
    } else if (isRead()) {
      Objects.requireNonNull(file).readNow().onSuccess(this::changed).onFailure(this::unreadable);
    }
  }

  private void unreadable(Throwable cause) {
    if (IoReason.isMissing(cause)) {
      LOG.log(Level.WARNING, "{0} is gone; what it said stays in force", source.name());
    } else {
      LOG.log(
          Level.WARNING,
          "{0} cannot be read: {1}; what it said stays in force",
          source.name(),
          IoReason.of(cause));
    }
  }

  private synchronized boolean isRead() {
    return inForce != null;
  }

  /** Applies a text; returns whether it says something else than before, or nothing of use. */
  private synchronized boolean changed(String text) {
    RollcallConfig running = inForce;
    if (running == null) {
      return false;
    }
    try {
      RollcallConfig next = reader.read(text);
      if (next.equals(written)) {
        return false;
      }
      written = next;
      restartNeeded(running, next);
      RollcallConfig applicable =
          new RollcallConfig(
              running.busPrefix(),
              server(running.server(), next.server()),
              next.cache(),
              next.catalogFile(),
              next.providers());
      if (!applicable.equals(running)) {
        inForce = applicable;
        apply();
      }
    } catch (ConfigException unusable) {
      LOG.log(Level.WARNING, "{0} is not applied: {1}", source.name(), unusable.getMessage());
    }
    return true;
  }

  private void restartNeeded(RollcallConfig running, RollcallConfig next) {
    List<String> waiting = new ArrayList<>();
    serverKeys(running.server(), next.server(), waiting);
    if (!running.busPrefix().equals(next.busPrefix())) {
      waiting.add("bus_prefix");
    }
    if (!Objects.equals(running.cache().directory(), next.cache().directory())) {
      waiting.add("model_cache.directory");
    }
    if (!waiting.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "the change of {0} in {1} needs a restart to take effect",
          String.join(", ", waiting),
          source.name());
    }
  }

  /** The server that runs, for whom the next configuration has it serve. */
  private static @Nullable ServerConfig server(
      @Nullable ServerConfig running, @Nullable ServerConfig next) {
    return running == null || next == null ? running : running.withAccess(next.access());
  }

  private static void serverKeys(
      @Nullable ServerConfig running, @Nullable ServerConfig next, List<String> waiting) {
    if (running == null || next == null) {
      return;
    }
    if (!running.host().equals(next.host())) {
      waiting.add("server.host");
    }
    if (running.port() != next.port()) {
      waiting.add("server.port");
    }
    if (!Objects.equals(running.tls(), next.tls())) {
      waiting.add("server.tls");
    }
    if (running.accessLog() != next.accessLog()) {
      waiting.add("server.access_log");
    }
  }

  /** Applies, after what is being applied, whatever is in force by then. */
  private synchronized void apply() {
    applied =
        applied
            .transform(before -> follower.future().compose(this::applyTo))
            .onSuccess(done -> LOG.log(Level.INFO, "{0} has changed and is applied", source.name()))
            .onFailure(
                cause ->
                    LOG.log(
                        Level.WARNING,
                        "{0} has changed and cannot be applied: {1}",
                        source.name(),
                        cause.getMessage()));
  }

  private synchronized Future<Void> applyTo(Function<RollcallConfig, Future<Void>> apply) {
    return apply.apply(Objects.requireNonNull(inForce));
  }
}
