package dev.rollcall.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** A deployment's meters and the JVM's, served at {@code /metrics}. */
final class PrometheusText implements Measured.Follower {

  /** The binder's meter of the processor time counts nanoseconds; Prometheus wants seconds. */
  private static final String CPU_NANOS = "process.cpu.time";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final String prefix;
  private final Measured measured;
  private final Meters meters;
  private @Nullable JvmGcMetrics collector;

  PrometheusText(Measured measured) {
    this.measured = measured;
    prefix = measured.addresses().prefix() + ".";
    registry
        .config()
        .meterFilter(leadingWith(prefix))
        .meterFilter(MeterFilter.denyNameStartsWith(prefix + CPU_NANOS));
    meters = new Meters(registry, measured);
    measured.requests().expose(this::text);
  }

  private String text() {
    measureJvm();
    meters.update();
    return registry.scrape("text/plain");
  }

  /** From when somebody first looks, because loading what measures a JVM holds up a start. */
  private synchronized void measureJvm() {
    if (collector != null || registry.isClosed()) {
      return;
    }
    collector = new JvmGcMetrics();
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder("process.cpu", system, asked -> asked.getProcessCpuTime() / 1e9)
          .description("Processor time that this process has taken")
          .baseUnit("seconds")
          .register(registry);
    }
  }

  /** Waits until somebody looks: hundreds of meters would hold up the first lists. */
  @Override
  public void update() {}

  @Override
  public synchronized void close() {
    measured.requests().expose(null);
    meters.close();
    if (collector != null) {
      collector.close();
    }
    registry.close();
  }

  private static MeterFilter leadingWith(String prefix) {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith(prefix) ? id : id.withName(prefix + id.getName());
      }
    };
  }
}
