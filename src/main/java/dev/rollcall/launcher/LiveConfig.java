package dev.rollcall.launcher;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.IoReason;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.ServerConfig;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

  /** Logs each failed scan with a stack trace; here it is reported once, in a sentence. */
  private static final java.util.logging.Logger SCANS =
      java.util.logging.Logger.getLogger("io.vertx.config.impl.ConfigRetrieverImpl");

  static {
    SCANS.setLevel(java.util.logging.Level.OFF);
  }

  private final ConfigSource source;
  private final ServiceConfig reader;
  private final ConfigRetriever retriever;
  private final Promise<Function<RollcallConfig, Future<Void>>> follower = Promise.promise();
  private Future<Void> applied = Future.succeededFuture();

  /** Whether what is read counts without having settled. */
  private boolean isAskedFor;

  private @Nullable JsonObject scanned;
  private @Nullable JsonObject settled;
  private @Nullable String scannedProblem;
  private @Nullable String reportedProblem;
  private @Nullable RollcallConfig written;
  private @Nullable RollcallConfig inForce;

  /**
   * Begins to watch.
   *
   * @param scan how often the file is read; a change applies within two such periods
   */
  LiveConfig(Vertx vertx, ConfigSource source, ServiceConfig reader, Duration scan) {
    this.source = source;
    this.reader = reader;
    retriever =
        ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setScanPeriod(source.file() == null ? -1 : scan.toMillis())
                .setStores(reader.stores(source)));
    retriever.setConfigurationProcessor(this::settle);
    retriever.configStream().exceptionHandler(this::failed).handler(this::apply);
  }

  /**
   * The configuration to start with.
   *
   * @return fails with a {@link ConfigException} when it cannot be used
   */
  Future<RollcallConfig> read() {
    return retriever
        .getConfig()
        .map(reader::read)
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof ConfigException
                        ? cause
                        : ConfigException.of("the file cannot be read: " + IoReason.of(cause))))
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
    if (source.file() == null) {
      LOG.log(Level.INFO, "SIGHUP: {0} cannot change", source.name());
      return;
    }
    LOG.log(Level.INFO, "SIGHUP: {0} is read again", source.name());
    askFor(true);
    retriever
        .getConfig()
        .onComplete(read -> askFor(false))
        .onFailure(this::report)
        .onSuccess(
            json -> {
              if (!apply(json)) {
                LOG.log(Level.INFO, "{0} has not changed", source.name());
              }
            });
  }

  private synchronized void askFor(boolean asked) {
    isAskedFor = asked;
  }

  /** Ends the watching. */
  Future<Void> close() {
    return retriever.close();
  }

  /**
   * Lets what is read pass when it is the first or is asked for, or when two scans have seen the
   * same, since an editor may be in the middle of writing at the first: half a file can be a valid
   * configuration of half the providers. What cannot be used fails the scan, and Vert.x Config
   * keeps what was before it.
   */
  private synchronized JsonObject settle(JsonObject retrieved) {
    JsonObject scan = reader.merge(retrieved);
    boolean isSettled = settled == null || isAskedFor || scan.equals(scanned);
    scanned = scan;
    if (isSettled) {
      try {
        reader.read(scan);
      } catch (ConfigException unusable) {
        scannedProblem = problem(unusable);
        throw unusable;
      }
      settled = scan;
      scannedProblem = null;
      reportedProblem = null;
    }
    return Objects.requireNonNull(settled);
  }

  /** Reports why two scans have failed; once, until there is another reason. */
  private synchronized void failed(Throwable cause) {
    String problem = problem(cause);
    if (problem.equals(scannedProblem) && !problem.equals(reportedProblem)) {
      report(cause);
    }
    scannedProblem = problem;
  }

  private synchronized void report(Throwable cause) {
    String problem = problem(cause);
    scannedProblem = problem;
    reportedProblem = problem;
    LOG.log(Level.WARNING, problem);
  }

  private String problem(Throwable cause) {
    if (cause instanceof ConfigException unusable) {
      return source.name() + " is not applied: " + unusable.getMessage();
    }
    return IoReason.isMissing(cause)
        ? source.name() + " is gone; what it said stays in force"
        : source.name()
            + " cannot be read: "
            + IoReason.of(cause)
            + "; what it said stays in force";
  }

  /**
   * Applies a configuration; returns whether it is another one.
   *
   * @throws ConfigException when it cannot be used
   */
  private synchronized boolean apply(JsonObject merged) {
    RollcallConfig running = inForce;
    RollcallConfig next = reader.read(merged);
    if (running == null || next.equals(written)) {
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
