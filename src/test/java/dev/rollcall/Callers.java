package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A whole Rollcall on loopback, and those who ask it over REST and over the bus. */
final class Callers {

  /** Every key of these tests begins like this, and no answer may contain it. */
  static final String KEY_MARK = "sk-mark-";

  private static final Addresses ADDRESSES = new Addresses("models");

  private final Vertx vertx;
  private final Rollcall rollcall;
  private final WebClient client;
  private final Map<String, List<String>> catalogIds = new HashMap<>();

  private Callers(Vertx vertx, Rollcall rollcall) {
    this.vertx = vertx;
    this.rollcall = rollcall;
    client = WebClient.create(vertx);
  }

  /** Deploys Rollcall with these instances, going by that time, and waits until it is asked. */
  static Callers deploy(Vertx vertx, JsonObject providers, Timing timing) {
    JsonObject json =
        new JsonObject().put("server", new JsonObject().put("port", 0)).put("providers", providers);
    RollcallConfig config = ConfigReader.library(ProviderType.specs(), name -> null).read(json);
    return new Callers(
        vertx,
        await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, given -> timing))));
  }

  /** What a GET is answered with status 200. */
  JsonObject rest(String path) {
    return rest(path, 200);
  }

  /** What a GET is answered with this status. */
  JsonObject rest(String path, int status) {
    var reply = await(client.get(rollcall.port().orElseThrow(), "127.0.0.1", path).send());
    assertThat(reply.statusCode()).as(path).isEqualTo(status);
    return unmarked(reply.bodyAsJsonObject());
  }

  /** What a request on the bus is answered. */
  JsonObject bus(String address, JsonObject body) {
    return unmarked(await(vertx.eventBus().<JsonObject>request(address, body)).body());
  }

  /** The list of an instance, which is the same over REST, twice, and over the bus. */
  JsonObject list(String instance) {
    JsonObject list = rest("/v1/providers/" + instance + "/models");
    assertThat(rest("/v1/models?provider=" + instance)).isEqualTo(list);
    assertThat(bus(ADDRESSES.list(), new JsonObject().put("provider", instance))).isEqualTo(list);
    return list;
  }

  /** The list of all instances, which is the same over REST and over the bus. */
  JsonObject list() {
    JsonObject list = rest("/v1/models");
    assertThat(bus(ADDRESSES.list(), null)).isEqualTo(list);
    return list;
  }

  JsonObject status(String instance) {
    return rest("/v1/providers/" + instance);
  }

  /** The statuses of all instances but one. */
  List<JsonObject> statusesWithout(String instance) {
    return objects(rest("/v1/providers"))
        .filter(status -> !status.getString("name").equals(instance))
        .toList();
  }

  /** Asks an instance now. */
  Future<?> refresh(String instance) {
    return rollcall.refresh(instance);
  }

  /** Asks every instance now. */
  Future<?> refresh() {
    return rollcall.refresh();
  }

  /** The objects under {@code data}. */
  static Stream<JsonObject> objects(JsonObject body) {
    return body.getJsonArray("data").stream().map(JsonObject.class::cast);
  }

  /** The native ids of a list, in its order. */
  static List<String> nativeIds(JsonObject list) {
    return objects(list).map(model -> model.getString("native_id")).toList();
  }

  /** The different values of a field of a list's entries. */
  static List<String> distinct(JsonObject list, String field) {
    return objects(list).map(model -> model.getString(field)).distinct().toList();
  }

  /** The native ids of what the catalog has of a type; it stays the same. */
  List<String> catalogIds(String type) {
    return catalogIds.computeIfAbsent(type, asked -> nativeIds(rest("/v1/catalog?type=" + asked)));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer within 20 s", late);
    }
  }

  private static JsonObject unmarked(JsonObject body) {
    assertThat(body.encode()).doesNotContain(KEY_MARK);
    return body;
  }
}
