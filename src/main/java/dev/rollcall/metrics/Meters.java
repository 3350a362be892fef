package dev.rollcall.metrics;

import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.ProviderStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The meters of one deployment in one registry: of its requests, and of the instances it has. */
public final class Meters implements Measured.Follower {

  private final MeterRegistry registry;
  private final Measured measured;
  private final String prefix;
  private final RequestMeters requests;
  private final Runnable endRequests;
  private final Map<String, InstanceMeters> instances = new HashMap<>();

  /** Measures requests; what there is of instances is registered with each update. */
  public Meters(MeterRegistry registry, Measured measured) {
    this.registry = registry;
    this.measured = measured;
    prefix = measured.addresses().prefix();
    requests = new RequestMeters(registry, prefix);
    endRequests = measured.requests().observe(requests);
  }

  @Override
  public synchronized void update() {
    Snapshot now = measured.snapshot();
    Set<String> wanted = now == null ? Set.of() : now.instances().keySet();
    instances
        .entrySet()
        .removeIf(
            known -> {
              boolean gone = !wanted.contains(known.getKey());
              if (gone) {
                known.getValue().remove();
              }
              return gone;
            });
    wanted.forEach(name -> instances.computeIfAbsent(name, this::instance));
  }

  @Override
  public synchronized void close() {
    endRequests.run();
    requests.remove();
    instances.values().forEach(InstanceMeters::remove);
    instances.clear();
  }

  private InstanceMeters instance(String name) {
    return new InstanceMeters(
        registry,
        prefix,
        name,
        () -> status(name),
        measured.tallies().of(name),
        measured.ticker()::now);
  }

  private @Nullable ProviderStatus status(String name) {
    Snapshot now = measured.snapshot();
    InstanceList list = now == null ? null : now.instance(name);
    return list == null ? null : list.status();
  }
}
