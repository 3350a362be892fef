package dev.rollcall.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.config.ConfigException;
import dev.rollcall.testing.Retrieved;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvOverridesTest {

  @Test
  void goesOverTheFileAndKeepsTheRest() {
    assertThat(
            apply(
                "{\"server\": {\"host\": \"h\", \"port\": 1}}",
                Map.of("ROLLCALL__SERVER__PORT", "2", "ROLLCALL__TIMEOUT_MS", "3")))
        .isEqualTo(json("{\"server\": {\"host\": \"h\", \"port\": \"2\"}, \"timeout_ms\": \"3\"}"));
  }

  @Test
  void leavesTheGivenConfigurationAlone() {
    JsonObject retrieved =
        Retrieved.of(json("{\"server\": {\"port\": 1}}"), Map.of("ROLLCALL__SERVER__PORT", "2"));
    JsonObject before = retrieved.copy();

    EnvOverrides.merge(retrieved);

    assertThat(retrieved).isEqualTo(before);
  }

  @Test
  void findsKeysThatAVariableCannotSpell() {
    assertThat(
            apply(
                "{\"providers\": {\"my-vllm\": {\"headers\": {\"X-Team\": \"a\"}}}}",
                Map.of(
                    "ROLLCALL__PROVIDERS__MY_VLLM__HEADERS__X_TEAM", "b",
                    "ROLLCALL__PROVIDERS__MY_VLLM__ENABLED", "false")))
        .isEqualTo(
            json(
                """
                {"providers": {"my-vllm": {"headers": {"X-Team": "b"}, "enabled": "false"}}}
                """));
  }

  @Test
  void makesSectionsThatAreNotThere() {
    assertThat(apply("{\"providers\": null}", Map.of("ROLLCALL__PROVIDERS__GROQ__API_KEY", "k")))
        .isEqualTo(json("{\"providers\": {\"groq\": {\"api_key\": \"k\"}}}"));
  }

  @Test
  void takesListsObjectsAndNull() {
    assertThat(
            apply(
                "{}",
                Map.of(
                    "ROLLCALL__MODEL_CACHE", "{\"directory\": \"d\"}",
                    "ROLLCALL__MODEL_CACHE__FALLBACK_ORDER", " [stale, \"catalog\"]",
                    "ROLLCALL__MODEL_CACHE__MAX_STALE_SECONDS", "null")))
        .isEqualTo(
            json(
                """
                {"model_cache": {"directory": "d", "fallback_order": ["stale", "catalog"],
                                 "max_stale_seconds": null}}
                """));
  }

  @Test
  void ignoresOtherVariables() {
    assertThat(
            apply(
                "{}",
                Map.of(
                    "ROLLCALL_CONFIG", "x",
                    "ROLLCALLER__A", "x",
                    "ROLLCALL__", "x",
                    "ROLLCALL__A____B", "x",
                    "PATH", "x")))
        .isEqualTo(new JsonObject());
  }

  @Test
  void namesTheVariableThatCannotBeParsedAndNotItsValue() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> apply("{}", Map.of("ROLLCALL__SERVER", "{secret")))
        .withMessage("ROLLCALL__SERVER is neither valid JSON nor YAML");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> apply("{}", Map.of("ROLLCALL__A\n", "{secret")))
        .withMessage("ROLLCALL__A? is neither valid JSON nor YAML");
  }

  private static JsonObject apply(String config, Map<String, String> env) {
    return EnvOverrides.merge(Retrieved.of(json(config), env));
  }

  private static JsonObject json(String text) {
    return new JsonObject(text);
  }
}
