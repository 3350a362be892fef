package dev.rollcall.launcher;

import dev.rollcall.Rollcall;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.HomeDirectory;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.Version;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The service, from its configuration to its end. */
final class Serve {

  /** Twice this is the time after which a changed file is applied, at most. */
  private static final Duration SCAN = Duration.ofMillis(1500);

  private static final int WORKERS = 4;
  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 4;

  /** The time after which the process ends in whatever state it is. */
  private static final long LAST_SECONDS = 9;

  /** What waits for the network: epoll on Linux, else Java's own. */
  private static final Transport TRANSPORT =
      Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;

  private final Vertx vertx;
  private final LiveConfig live;
  private final Thread end = new Thread(this::end, "end");
  private volatile @Nullable Rollcall rollcall;

  private Serve(ConfigSource source, ServiceConfig config) {
    this.vertx = make();
    this.live = new LiveConfig(vertx, source, config, SCAN);
  }

  /** Starts the service, which goes on when this returns, or ends the JVM and says why. */
  static Serve run(Arguments arguments, Map<String, String> env) {
    String home = HomeDirectory.of(env.get("HOME"));
    ConfigSource source;
    try {
      source =
          ConfigSource.find(
              arguments.config(), env::get, home, System.getProperty("rollcall.launcher"));
    } catch (ConfigException unusable) {
      Main.exit(Main.MISUSED, StartFailures.sentences(unusable, null, null));
      throw unusable;
    }
    ServiceConfig config = new ServiceConfig(ProviderType.specs(), env, home, arguments);
    Serve service = new Serve(source, config);
    service.start(source.name());
    return service;
  }

  /** What is served. */
  Rollcall rollcall() {
    return Objects.requireNonNull(rollcall);
  }

  /** Where it is deployed. */
  Vertx vertx() {
    return vertx;
  }

  /** Ends the service, but not the JVM. */
  void close() throws TimeoutException {
    Runtime.getRuntime().removeShutdownHook(end);
    endInOrder();
  }

  private void start(String source) {
    Runtime.getRuntime().addShutdownHook(end);
    HangUp.handle(live::reload);
    ServerConfig server = null;
    try {
      RollcallConfig config = within(START_SECONDS, live.read());
      server = config.server();
      Rollcall deployed = within(START_SECONDS, Rollcall.deploy(vertx, config));
      rollcall = deployed;
      greet(source, server, deployed);
      live.follow(deployed::configure);
    } catch (Exception failure) {
      fail(failure, source, server);
    }
  }

  private void fail(Exception failure, String source, @Nullable ServerConfig server) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException endedMeanwhile) {
      return;
    }
    Main.exit(
        failure instanceof ConfigException ? Main.MISUSED : Main.FAILED,
        StartFailures.sentences(failure, source, server));
  }

  /** Runs when the JVM is told to end; its own exit code would be the signal's. */
  private void end() {
    Logging.say("told to end: takes no more requests and answers those that are running");
    Thread last = new Thread(Serve::endAnyway, "last");
    last.setDaemon(true);
    last.start();
    try {
      endInOrder();
      Runtime.getRuntime().halt(0);
    } catch (Exception notInOrder) {
      System.err.println("rollcall: did not end in order: " + notInOrder);
      Runtime.getRuntime().halt(Main.FAILED);
    }
  }

  /** Ends the process when threads that should have do not, as after an error of the JVM. */
  private static void endAnyway() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    Logging.say("did not end in order within " + LAST_SECONDS + " s, and is ended");
    Runtime.getRuntime().halt(Main.FAILED);
  }

  private void endInOrder() throws TimeoutException {
    Rollcall deployed = rollcall;
    if (deployed != null) {
      within(END_SECONDS, deployed.close());
    }
    within(END_SECONDS, live.close());
    // Not composed with the others, whose event loops it ends.
    within(END_SECONDS, vertx.close());
  }

  private static <T> T within(long seconds, Future<T> future) throws TimeoutException {
    return future.await(seconds, TimeUnit.SECONDS);
  }

  /** A small one, without the file cache that serves class path resources. */
  private static Vertx make() {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)))
        .withTransport(TRANSPORT)
        .build();
  }

  private void greet(String source, @Nullable ServerConfig server, Rollcall deployed)
      throws IOException, TimeoutException {
    List<ProviderStatus> providers = within(START_SECONDS, deployed.providers());
    String host = server == null ? "" : server.host();
    String scheme = server == null || server.tls() == null ? "http" : "https";
    String name = host.contains(":") ? "[" + host + "]" : host;
    String where = scheme + "://" + name + ":" + deployed.port().orElse(0);
    // Plain text: formatting numbers would load the locale's data while the first lists come in.
    System.out.println("Rollcall " + Version.get() + " listens on " + where);
    System.out.println("Configuration: " + source);
    System.out.println("Transport: " + TRANSPORT.name());
    System.out.println();
    System.out.println(ProviderTable.of(providers));
    System.out.println();
    System.out.flush();
  }
}
