package dev.rollcall.bus;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.Set;

/** The tallies of one deployment's instances, in a shared local map. */
public final class Tallies {

  private final LocalMap<String, Tally> byInstance;

  /** Finds them, or begins with none. */
  public Tallies(Vertx vertx, Addresses addresses) {
    byInstance = vertx.sharedData().getLocalMap(addresses.prefix() + ".tallies");
  }

  /** An instance's tally; a new one when nothing was counted for it. */
  public Tally of(String instance) {
    return byInstance.computeIfAbsent(instance, added -> new Tally());
  }

  /** Forgets those of other instances. */
  public void keepOnly(Set<String> instances) {
    byInstance
        .keySet()
        .forEach(
            known -> {
              if (!instances.contains(known)) {
                byInstance.remove(known);
              }
            });
  }
}
