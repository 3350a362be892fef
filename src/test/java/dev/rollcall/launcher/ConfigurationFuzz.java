package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Proxy;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.store.YamlText;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.FuzzInput;
import dev.rollcall.testing.Retrieved;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Configurations, as people may write them: a valid one, or every mistake in a sentence. */
class ConfigurationFuzz {

  private static final String HOME = "/home/somebody";
  private static final int VARIABLES = 3;

  @FuzzTest
  void readsOrSaysWhatIsWrong(byte[] bytes) {
    FuzzInput input = new FuzzInput(bytes);
    BiConsumer<Map<String, String>, String> reader =
        input.choose(
            List.of(
                ConfigurationFuzz::file, ConfigurationFuzz::library, ConfigurationFuzz::settings));
    Map<String, String> env = environment(input);
    reader.accept(env, input.text());
  }

  /** The first lines are variables; those that are not {@code NAME=value} are none. */
  private static Map<String, String> environment(FuzzInput input) {
    Map<String, String> env = new HashMap<>();
    for (int i = 0; i < VARIABLES; i++) {
      String[] parts = input.line().split("=", 2);
      if (parts.length == 2) {
        env.put(parts[0], parts[1]);
      }
    }
    return env;
  }

  private static void file(Map<String, String> env, String text) {
    Arguments none = new Arguments(Arguments.Action.SERVE, null, null, null);
    JsonObject json = null;
    try {
      ServiceConfig service = new ServiceConfig(ProviderType.specs(), env, HOME, none);
      json = service.merge(Retrieved.of(YamlText.parse(text), env));
      check(service.read(json));
    } catch (ConfigException mistakes) {
      check(mistakes, json);
    }
  }

  private static void library(Map<String, String> env, String text) {
    JsonObject json = json(text);
    if (json != null) {
      try {
        check(ConfigReader.library(ProviderType.specs(), env::get).read(json));
      } catch (ConfigException mistakes) {
        check(mistakes, json);
      }
    }
  }

  private static void settings(Map<String, String> env, String text) {
    JsonObject json = json(text);
    if (json != null) {
      try {
        check(ConfigReader.cacheSettings(CacheConfig.DEFAULT, json));
      } catch (ConfigException mistakes) {
        check(mistakes, json);
      }
    }
  }

  private static @Nullable JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException noObject) {
      return null;
    }
  }

  private static void check(RollcallConfig config) {
    assertThat(config.busPrefix()).matches("[A-Za-z0-9._-]{1,64}");
    if (config.server() != null) {
      assertThat(config.server().port()).isBetween(0, 65_535);
      assertThat(config.server().host()).isNotBlank();
    }
    config.providers().values().forEach(ConfigurationFuzz::check);
    check(config.cache());
  }

  private static void check(InstanceConfig instance) {
    assertThat(instance.name()).matches("[a-z0-9][a-z0-9_-]{0,63}");
    assertThat(instance.baseUrl()).doesNotEndWith("/");
    assertThat(URI.create(instance.baseUrl() + "/models").getScheme()).isIn("http", "https");
    assertThat(instance.timeout()).isPositive();
    assertThat(instance.apiKey() + " " + instance.headers().values())
        .doesNotContain(FuzzInput.MARK);
    Proxy proxy = instance.route().proxy();
    if (proxy != null) {
      assertThat(proxy.port()).isBetween(1, 65_535);
      assertThat(String.valueOf(proxy.userInfo())).doesNotContain(FuzzInput.MARK);
      assertThat(proxy.username() == null).isEqualTo(proxy.password() == null);
    }
    List.of("", "gpt-5", "a/b/c", "a".repeat(512)).forEach(instance.models().filter()::test);
  }

  private static void check(CacheConfig cache) {
    assertThat(cache.defaultTtl()).isPositive();
    assertThat(cache.listTimeout().isNegative()).isFalse();
    assertThat(cache.ttlOverrides().values()).allMatch(ttl -> !ttl.isNegative() && !ttl.isZero());
    CacheConfig base =
        new CacheConfig(
            CacheConfig.DEFAULT.defaultTtl(),
            Map.of(),
            true,
            null,
            null,
            CacheConfig.DEFAULT.listTimeout(),
            cache.directory());
    assertThat(ConfigReader.cacheSettings(base, ConfigReader.toJson(cache))).isEqualTo(cache);
  }

  /** A mark may be shown where it is a key's name, never where it is a value. */
  private static void check(ConfigException mistakes, @Nullable JsonObject json) {
    assertThat(mistakes.mistakes()).isNotEmpty();
    if (json != null && !isInNames(json)) {
      assertThat(mistakes.getMessage()).doesNotContain(FuzzInput.MARK);
    }
    for (ConfigException.Mistake mistake : mistakes.mistakes()) {
      assertThat(mistake.sentence()).isNotBlank().hasSizeLessThan(1000);
      assertThat(mistake.sentence().chars()).noneMatch(Character::isISOControl);
    }
  }

  private static boolean isInNames(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object.stream()
          .anyMatch(
              field -> field.getKey().contains(FuzzInput.MARK) || isInNames(field.getValue()));
    }
    return value instanceof JsonArray array
        && array.stream().anyMatch(ConfigurationFuzz::isInNames);
  }
}
