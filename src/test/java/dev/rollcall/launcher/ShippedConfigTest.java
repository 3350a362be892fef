package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.config.store.YamlText;
import dev.rollcall.provider.ProviderType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedConfigTest {

  private final String text;
  private final RollcallConfig config;

  ShippedConfigTest() throws Exception {
    text = Files.readString(Path.of("conf", "rollcall.yml"));
    config =
        new ServiceConfig(ProviderType.specs(), Map.of(), "/home/me", Arguments.parse())
            .read(YamlText.parse(text));
  }

  @Test
  void isTheCopyInTheJar() throws Exception {
    assertThat(ConfigSource.textInJar()).isEqualTo(text);
  }

  @Test
  void namesEveryType() {
    assertThat(
            config.providers().values().stream()
                .map(instance -> instance.type().name())
                .collect(Collectors.toSet()))
        .isEqualTo(ProviderType.specs().stream().map(TypeSpec::name).collect(Collectors.toSet()));
  }

  @Test
  void saysWhatHoldsWithoutIt() {
    CacheConfig cache = config.cache();
    assertThat(config.server()).isEqualTo(ServerConfig.DEFAULT);
    assertThat(cache.defaultTtl()).isEqualTo(CacheConfig.DEFAULT.defaultTtl());
    assertThat(cache.listTimeout()).isEqualTo(CacheConfig.DEFAULT.listTimeout());
    assertThat(cache.directory()).isEqualTo("/home/me/.rollcall/cache");
    assertThat(config.providers().values())
        .filteredOn(instance -> instance.type().baseUrl() != null)
        .allSatisfy(
            instance -> assertThat(instance.baseUrl()).isEqualTo(instance.type().baseUrl()));
  }

  @Test
  void turnsOpenrouterAndTheLocalTypesOnAndTheOthersWithTheirKeys() {
    assertThat(config.providers().values())
        .filteredOn(InstanceConfig::isOn)
        .extracting(InstanceConfig::name)
        .containsExactlyInAnyOrder("openrouter", "ollama", "lmstudio");
    for (TypeSpec type : ProviderType.specs()) {
      type.keyVariables().forEach(variable -> assertThat(text).contains(variable));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bus_prefix",
        "server",
        "host",
        "port",
        "api_keys",
        "api_keys_file",
        "admin_keys",
        "admin_keys_file",
        "allowed_hosts",
        "cors_origins",
        "trusted_proxies",
        "access_log",
        "tls",
        "cert",
        "key",
        "model_cache",
        "default_ttl_seconds",
        "provider_ttl_overrides",
        "use_catalog_fallback",
        "fallback_order",
        "max_stale_seconds",
        "list_timeout_ms",
        "directory",
        "timeout_ms",
        "circuit_breaker",
        "max_failures",
        "reset_timeout_ms",
        "catalog",
        "file",
        "providers",
        "type",
        "enabled",
        "base_url",
        "api_key",
        "api_key_file",
        "headers",
        "allow",
        "deny",
        "proxy",
        "ca_file"
      })
  void documentsTheKey(String key) {
    assertThat(text).containsPattern("(?m)^[ #]*" + key + ":");
  }
}
