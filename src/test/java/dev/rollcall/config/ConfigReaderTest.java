package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.CacheConfig.FallbackStep;
import dev.rollcall.config.InstanceConfig.Enabled;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

  @Test
  void readsEveryKey() {
    RollcallConfig config =
        library(
            """
            {"bus_prefix": "acme.models",
             "server": {"host": "0.0.0.0", "port": 0, "api_keys": [], "admin_keys": [],
                        "allowed_hosts": [], "cors_origins": [], "tls": {"cert": null, "key": null}},
             "model_cache": {"default_ttl_seconds": 60,
                             "provider_ttl_overrides": {"ollama": 5, "mine": 7},
                             "use_catalog_fallback": false, "fallback_order": ["stale", "catalog"],
                             "max_stale_seconds": 9, "list_timeout_ms": 0, "directory": "/tmp/lists"},
             "timeout_ms": 500,
             "circuit_breaker": {"max_failures": 5, "reset_timeout_ms": 100},
             "catalog": {"file": "/tmp/catalog.json"},
             "providers": {"mine": {"type": "openai", "enabled": "auto", "base_url": "http://h/v1/",
               "api_key": "k", "headers": {"X-Team": "blue team"}, "timeout_ms": 20,
               "circuit_breaker": {"max_failures": 1}, "allow": ["gpt-*"], "deny": ["*-old"],
               "proxy": null, "ca_file": null}}}
            """);

    assertThat(config.busPrefix()).isEqualTo("acme.models");
    assertThat(config.server()).isEqualTo(new ServerConfig("0.0.0.0", 0));
    assertThat(config.cache())
        .isEqualTo(
            new CacheConfig(
                Duration.ofSeconds(60),
                Map.of("ollama", Duration.ofSeconds(5), "mine", Duration.ofSeconds(7)),
                false,
                List.of(FallbackStep.STALE, FallbackStep.CATALOG),
                Duration.ofSeconds(9),
                Duration.ZERO,
                "/tmp/lists"));
    assertThat(config.catalogFile()).isEqualTo("/tmp/catalog.json");
    assertThat(config.providers().get("mine"))
        .isEqualTo(
            new InstanceConfig(
                "mine",
                Types.OPENAI,
                Enabled.AUTO,
                "http://h/v1",
                Secret.of("k"),
                null,
                Map.of("X-Team", Secret.ofHeader("blue team")),
                Duration.ofMillis(20),
                new BreakerConfig(1, Duration.ofMillis(100)),
                new Globs(List.of("gpt-*"), List.of("*-old")),
                Route.DIRECT,
                null));
  }

  @Test
  void aLibraryOpensNoPortAndKeepsNothingOnDiskUnlessAsked() {
    RollcallConfig config = library("{}");

    assertThat(config.busPrefix()).isEqualTo("models");
    assertThat(config.server()).isNull();
    assertThat(config.cache()).isEqualTo(CacheConfig.DEFAULT);
    assertThat(config.catalogFile()).isNull();
    assertThat(config.providers()).isEmpty();
    assertThat(library("{\"server\": {}}").server()).isEqualTo(ServerConfig.DEFAULT);
    assertThat(library("{\"server\": null}").server()).isNull();
  }

  @Test
  void aServiceListensAndKeepsListsInTheHomeDirectory() {
    RollcallConfig config = service("{}", Map.of());

    assertThat(config.server()).isEqualTo(ServerConfig.DEFAULT);
    assertThat(config.cache().directory()).isEqualTo("/home/me/.rollcall/cache");
    assertThat(service("{\"model_cache\": {\"directory\": null}}", Map.of()).cache().directory())
        .isNull();
  }

  @Test
  void expandsTheHomeDirectoryInEveryPath() {
    RollcallConfig config =
        service(
            """
            {"model_cache": {"directory": "~/lists"}, "catalog": {"file": "~/c.json"},
             "providers": {"openai": {"api_key_file": "~/key"}}}
            """,
            Map.of());

    assertThat(config.cache().directory()).isEqualTo("/home/me/lists");
    assertThat(config.catalogFile()).isEqualTo("/home/me/c.json");
    assertThat(config.providers().get("openai").apiKeyFile()).isEqualTo("/home/me/key");
  }

  @Test
  void takesNumbersAndSwitchesWrittenAsTextAndTextWrittenAsNumbers() {
    RollcallConfig config =
        library(
            """
            {"timeout_ms": "250", "model_cache": {"default_ttl_seconds": 6e1,
               "use_catalog_fallback": "no", "fallback_order": "auto"},
             "providers": {"openai": {"enabled": true, "api_key": 42, "allow": [1.5]}}}
            """);

    InstanceConfig openai = config.providers().get("openai");
    assertThat(openai.timeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(openai.enabled()).isEqualTo(Enabled.TRUE);
    assertThat(openai.apiKey()).isEqualTo(Secret.of("42"));
    assertThat(openai.models().allow()).containsExactly("1.5");
    assertThat(config.cache().defaultTtl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.cache().useCatalogFallback()).isFalse();
    assertThat(config.cache().fallbackOrder()).isNull();
  }

  @Test
  void keepsTheOrderOfInstancesAndTakesAnEntryWithoutKeysForItsType() {
    RollcallConfig config =
        library(
            """
            {"providers": {"openai": null, "b": {"type": "openai"}, "a": {"type": "gemini"}}}
            """);

    assertThat(config.providers().keySet()).containsExactly("openai", "b", "a");
    assertThat(config.providers().get("openai").baseUrl()).isEqualTo(Types.OPENAI.baseUrl());
    assertThat(config.providers().get("openai").breaker()).isEqualTo(BreakerConfig.DEFAULT);
    assertThat(config.providers().get("openai").timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.providers().get("openai").offReason()).isEqualTo("no OPENAI_API_KEY");
  }

  @Test
  void aServiceTakesAKeyFromTheFirstVariableOfTheTypeThatIsSet() {
    String json =
        "{\"providers\": {\"gemini\": {}, \"own\": {\"type\": \"gemini\", \"api_key\": \"k\"}}}";
    Map<String, String> env = Map.of("GEMINI_API_KEY", " ", "GOOGLE_API_KEY", "g\n");

    Map<String, InstanceConfig> instances = service(json, env).providers();

    assertThat(instances.get("gemini").apiKey()).isEqualTo(Secret.of("g"));
    assertThat(instances.get("own").apiKey()).isEqualTo(Secret.of("k"));
    assertThat(
            ConfigReader.library(Types.ALL, env::get)
                .read(new JsonObject(json))
                .providers()
                .get("gemini")
                .apiKey())
        .isNull();
  }

  @Test
  void aKeyFileComesBeforeTheVariables() {
    InstanceConfig openai =
        service(
                "{\"providers\": {\"openai\": {\"api_key_file\": \"/k\"}}}",
                Map.of("OPENAI_API_KEY", "k"))
            .providers()
            .get("openai");

    assertThat(openai.apiKey()).isNull();
    assertThat(openai.offReason()).isEqualTo("no key in /k");
  }

  @Test
  void replacesVariablesAnywhereInAValue() {
    RollcallConfig config =
        ConfigReader.library(Types.ALL, Map.of("HOST", "h:80", "T", "to$k\\en")::get)
            .read(
                new JsonObject(
                    """
                    {"providers": {"openai": {"base_url": "http://${HOST}/v1",
                      "headers": {"Authorization": "Bearer ${T}"}, "allow": ["${HOST}", "${NONE}"]}}}
                    """));

    InstanceConfig openai = config.providers().get("openai");
    assertThat(openai.baseUrl()).isEqualTo("http://h:80/v1");
    assertThat(openai.headers()).containsEntry("Authorization", Secret.ofHeader("Bearer to$k\\en"));
    assertThat(openai.models().allow()).containsExactly("h:80");
  }

  @Test
  void anUnsetVariableMeansThatTheValueIsAbsent() {
    RollcallConfig config =
        service(
            """
            {"server": {"port": "${PORT}"}, "model_cache": {"directory": "${DIR}",
               "provider_ttl_overrides": {"ollama": "${TTL}"}},
             "providers": {"openai": {"api_key": "a${EMPTY}b", "headers": {"X": "y${NONE}"}}}}
            """,
            Map.of("EMPTY", "", "OPENAI_API_KEY", "from-variable"));

    assertThat(config.server()).isEqualTo(ServerConfig.DEFAULT);
    assertThat(config.cache().directory()).isEqualTo("/home/me/.rollcall/cache");
    assertThat(config.cache().ttlOverrides()).isEmpty();
    assertThat(config.providers().get("openai").apiKey()).isEqualTo(Secret.of("from-variable"));
    assertThat(config.providers().get("openai").headers()).isEmpty();
  }

  @Test
  void stripsTheBracketsOfAnAddress() {
    assertThat(library("{\"server\": {\"host\": \"[::1]\"}}").server())
        .isEqualTo(new ServerConfig("::1", 8080));
  }

  @Test
  void takesMapsAndListsOfJava() {
    JsonObject json =
        new JsonObject(
            Map.of("providers", Map.of("openai", Map.of("deny", List.of("x"), "timeout_ms", 5))));

    InstanceConfig openai =
        ConfigReader.library(Types.ALL, name -> null).read(json).providers().get("openai");

    assertThat(openai.models().deny()).containsExactly("x");
    assertThat(openai.timeout()).isEqualTo(Duration.ofMillis(5));
  }

  private static RollcallConfig library(String json) {
    return ConfigReader.library(Types.ALL, name -> null).read(new JsonObject(json));
  }

  private static RollcallConfig service(String json, Map<String, String> env) {
    return ConfigReader.service(Types.ALL, env::get, "/home/me").read(new JsonObject(json));
  }
}
