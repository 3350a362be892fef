package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.config.CacheConfig.FallbackStep;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

  private static final CacheConfig BASE =
      new CacheConfig(
          Duration.ofSeconds(10),
          Map.of("a", Duration.ofSeconds(1), "b", Duration.ofSeconds(2)),
          false,
          List.of(FallbackStep.STALE),
          Duration.ofSeconds(30),
          Duration.ofMillis(40),
          "/lists");

  @Test
  void changesOnlyWhatIsGiven() {
    assertThat(ConfigReader.cacheSettings(BASE, new JsonObject())).isEqualTo(BASE);
    assertThat(change("{\"default_ttl_seconds\": 11}").defaultTtl())
        .isEqualTo(Duration.ofSeconds(11));
    assertThat(change("{\"max_stale_seconds\": null}").maxStale()).isNull();
    assertThat(change("{\"fallback_order\": \"auto\"}").fallbackOrder()).isNull();
    assertThat(change("{\"fallback_order\": []}").fallbackOrder()).isEmpty();
  }

  @Test
  void changesSingleTtlsAndTakesThemAway() {
    assertThat(change("{\"provider_ttl_overrides\": {\"a\": null, \"c\": 3}}").ttlOverrides())
        .containsOnly(Map.entry("b", Duration.ofSeconds(2)), Map.entry("c", Duration.ofSeconds(3)));
  }

  @Test
  void takesWhatItWrites() {
    JsonObject json = ConfigReader.toJson(BASE);

    assertThat(ConfigReader.cacheSettings(BASE, json)).isEqualTo(BASE);
    assertThat(json)
        .isEqualTo(
            new JsonObject(
                """
                {"default_ttl_seconds": 10, "provider_ttl_overrides": {"a": 1, "b": 2},
                 "use_catalog_fallback": false, "fallback_order": ["stale"],
                 "max_stale_seconds": 30, "list_timeout_ms": 40, "directory": "/lists"}
                """));
    assertThat(ConfigReader.toJson(CacheConfig.DEFAULT).encode())
        .contains("\"fallback_order\":\"auto\"", "\"max_stale_seconds\":null");
  }

  @Test
  void refusesAnotherDirectoryUnknownKeysAndVariables() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> change("{\"directory\": \"/x\", \"ttl\": 1, \"list_timeout_ms\": \"${HOME}\"}"))
        .withMessage(
            "list_timeout_ms must be a whole number from 0 to 86400000;"
                + " directory cannot be changed while Rollcall runs; ttl is not a key");
  }

  @Test
  void looksForNoMoreMistakesWhenThereAreAHundred() {
    JsonObject many = new JsonObject();
    JsonObject overrides = new JsonObject();
    for (int i = 0; i < 9_000; i++) {
      many.put("default_ttl_second" + i, 1);
      overrides.put("p" + i, "x");
    }
    many.put("x".repeat(1_000_000), 1).put("provider_ttl_overrides", overrides);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigReader.cacheSettings(BASE, many))
        .satisfies(refused -> assertThat(refused.mistakes()).hasSize(100));
  }

  @Test
  void refusesMoreKeysThanAnyConfigurationHas() {
    JsonObject many = new JsonObject();
    for (int i = 0; i < 100_000; i++) {
      many.put("k" + i, 1);
    }

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigReader.cacheSettings(BASE, many))
        .withMessage("the configuration has more than 10000 keys");
    JsonObject nested = new JsonObject().put("provider_ttl_overrides", many);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigReader.cacheSettings(BASE, nested))
        .withMessage("provider_ttl_overrides has more than 10000 keys");
  }

  @Test
  void boundsHowManyTtlsThereAre() {
    CacheConfig full = ConfigReader.cacheSettings(BASE, ttls("x", 998));

    assertThat(full.ttlOverrides()).hasSize(1000);
    assertThatExceptionOfType(ConfigException.class)
        .as("adding to those in force, too")
        .isThrownBy(() -> ConfigReader.cacheSettings(full, ttls("y", 1)))
        .withMessage("provider_ttl_overrides has more than 1000 keys");
  }

  private static JsonObject ttls(String name, int count) {
    JsonObject ttls = new JsonObject();
    IntStream.range(0, count).forEach(i -> ttls.put(name + i, 5));
    return new JsonObject().put("provider_ttl_overrides", ttls);
  }

  private static CacheConfig change(String part) {
    return ConfigReader.cacheSettings(BASE, new JsonObject(part));
  }
}
