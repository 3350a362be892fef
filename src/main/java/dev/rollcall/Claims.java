package dev.rollcall;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two deployments in one Vert.x cannot share: prefix, directory and listening address. */
final class Claims {

  private final LocalMap<String, Boolean> taken;
  private final List<String> mine = new ArrayList<>();

  Claims(Vertx vertx) {
    taken = vertx.sharedData().getLocalMap("rollcall.deployments");
  }

  /**
   * Takes what {@code config} needs.
   *
   * @throws ConfigException naming the key, when another deployment has it
   */
  void take(RollcallConfig config) {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("bus_prefix " + config.busPrefix(), "bus_prefix: '" + config.busPrefix() + "'");
    if (config.cache().directory() != null) {
      needed.put(
          "directory " + config.cache().directory(),
          "model_cache.directory: " + config.cache().directory());
    }
    if (config.server() != null && config.server().port() != 0) {
      String address = config.server().host() + ":" + config.server().port();
      needed.put("listen " + address, "server.port: " + address);
    }
    needed.forEach(
        (claim, words) -> {
          if (taken.putIfAbsent(claim, true) != null) {
            release();
            throw ConfigException.of(words + " is already used by another Rollcall in this Vert.x");
          }
          mine.add(claim);
        });
  }

  void release() {
    mine.forEach(taken::remove);
    mine.clear();
  }
}
