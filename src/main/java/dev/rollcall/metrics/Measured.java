package dev.rollcall.metrics;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.bus.Tallies;
import dev.rollcall.cache.Lists;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.gateway.Metering;
import dev.rollcall.model.Ticker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of one deployment. Does not use Micrometer, so that a deployment works without
 * it. May be used from any thread.
 */
public final class Measured {

  private final Addresses addresses;
  private final Lists lists;
  private final Tallies tallies;
  private final Metering requests;
  private final Ticker ticker;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private boolean hasEnded;

  /** Observes a deployment. */
  public interface Follower extends AutoCloseable {

    /** The instances may be others than before. */
    void update();

    /** There is nothing to measure any more. */
    @Override
    void close();
  }

  /**
   * Creates measurements without observers.
   *
   * @param lists the cache
   * @param tallies what is counted of each instance
   * @param requests tells of requests
   * @param ticker the clock that the lists' ages go by
   */
  public Measured(
      Addresses addresses, Lists lists, Tallies tallies, Metering requests, Ticker ticker) {
    this.addresses = addresses;
    this.lists = lists;
    this.tallies = tallies;
    this.requests = requests;
    this.ticker = ticker;
  }

  Addresses addresses() {
    return addresses;
  }

  Tallies tallies() {
    return tallies;
  }

  Metering requests() {
    return requests;
  }

  Ticker ticker() {
    return ticker;
  }

  /** What is served now; null when nothing is deployed. */
  @Nullable Snapshot snapshot() {
    try {
      return lists.snapshot();
    } catch (RequestFailure notDeployed) {
      return null;
    }
  }

  /** Tells another one from now on. */
  public synchronized void follow(Follower follower) {
    if (hasEnded) {
      follower.close();
    } else {
      followers.add(follower);
      follower.update();
    }
  }

  /** Serves {@code /metrics} from now on, where what this needs is on the class path. */
  public void serve() {
    if (isOnClassPath("io.micrometer.prometheusmetrics.PrometheusMeterRegistry")) {
      follow(new PrometheusText(this));
    }
  }

  private static boolean isOnClassPath(String name) {
    try {
      Class.forName(name, false, Measured.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** Tells this one no more. */
  public void leave(Follower follower) {
    followers.remove(follower);
    follower.close();
  }

  /** Tells all that the instances may be others than before. */
  public void update() {
    followers.forEach(Follower::update);
  }

  /** Tells all that there is nothing to measure any more. */
  public synchronized void end() {
    hasEnded = true;
    followers.forEach(Follower::close);
    followers.clear();
  }
}
