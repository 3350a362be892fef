package dev.rollcall;

import dev.rollcall.metrics.Measured;
import dev.rollcall.metrics.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Measures a Rollcall into an application's own Micrometer registry. Each name begins with the
 * deployment's {@code bus_prefix}. Meters of an instance that is taken out of the configuration go
 * away, and all of them when the Rollcall is undeployed. Needs {@code micrometer-core} on the class
 * path; nothing else of Rollcall does.
 */
public final class RollcallMetrics implements MeterBinder, AutoCloseable {

  private final Measured measured;
  private final List<Meters> bound = new CopyOnWriteArrayList<>();

  /**
   * Measures nothing yet.
   *
   * @throws IllegalStateException when {@code rollcall} was not deployed through this object
   */
  public RollcallMetrics(Rollcall rollcall) {
    measured = rollcall.measured();
  }

  /** Registers the meters. */
  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry, measured);
    bound.add(meters);
    measured.follow(meters);
  }

  /** Takes the meters out of every registry that they were registered in. */
  @Override
  public void close() {
    bound.forEach(measured::leave);
    bound.clear();
  }
}
