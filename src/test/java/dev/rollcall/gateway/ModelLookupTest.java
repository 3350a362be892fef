package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLookupTest {

  private static final Snapshot SNAPSHOT =
      Samples.snapshot(
          Samples.list(
              "openai",
              "openai",
              List.of(
                  ModelFacts.of("gpt-5").aliases(List.of("gpt-latest")).build(),
                  ModelFacts.of("shared").build()),
              1000),
          Samples.live("my-vllm", "ollama", "/models/x", "vendor/y", "slash/", "shared", "a+b c"),
          Samples.live("second", "ollama", "mistral", "vendor/z"),
          Samples.off("groq", "groq"));

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5, openai/gpt-5",
    "openai/gpt-latest, openai/gpt-5",
    "my-vllm//models/x, my-vllm//models/x",
    "my-vllm/vendor/y, my-vllm/vendor/y",
    "my-vllm/a+b c, my-vllm/a+b c",
    "gpt-5, openai/gpt-5",
    "gpt-latest, openai/gpt-5",
    "vendor/y, my-vllm/vendor/y",
    "/models/x, my-vllm//models/x",
    "mistral, second/mistral",
    "openai/gpt-5/, openai/gpt-5",
    "gpt-5/, openai/gpt-5",
    "my-vllm/slash/, my-vllm/slash/",
    "slash/, my-vllm/slash/"
  })
  void finds(String id, String found) {
    assertThat(lookup(id).find(SNAPSHOT).id()).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "openai/nothing",
        "openai/vendor/y",
        "groq/gpt-5",
        "anthropic/gpt-5",
        "anthropic/vendor/y",
        "my-vllm/slash",
        "openai/GPT-5",
        "/",
        "openai/"
      })
  void findsNothing(String id) {
    assertFails(id, 404, "model_not_found");
  }

  @Test
  void namesTheCandidatesOfABareIdThatSeveralHave() {
    assertFails("shared", 409, "ambiguous_model");
    assertThatThrownBy(() -> lookup("shared").find(SNAPSHOT))
        .hasMessageContaining("openai/shared, my-vllm/shared");
  }

  @Test
  void saysThatAnInstanceIsOff() {
    assertThatThrownBy(() -> lookup("groq/x").find(SNAPSHOT)).hasMessageContaining("'groq' is off");
  }

  @Test
  void onlyAsksTheInstanceThatIsNamed() {
    assertThat(scope("openai/gpt-5")).containsExactly("openai");
    assertThat(scope("my-vllm//models/x/")).containsExactly("my-vllm");
    assertThat(scope("groq/gpt-5")).isEmpty();
    assertThat(scope("anthropic/claude")).isEmpty();
  }

  @Test
  void asksAllThatAreOnForABareId() {
    assertThat(scope("gpt-5")).containsExactly("openai", "my-vllm", "second");
    assertThat(scope("vendor/y")).containsExactly("openai", "my-vllm", "second");
  }

  private static ModelLookup lookup(String id) {
    return new ModelLookup(id, Samples.TYPES);
  }

  private static List<String> scope(String id) {
    return Instances.names(lookup(id).scope(SNAPSHOT));
  }

  private static void assertFails(String id, int status, String code) {
    assertThatThrownBy(() -> lookup(id).find(SNAPSHOT))
        .isInstanceOfSatisfying(
            RequestFailure.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(status);
              assertThat(failure.code()).isEqualTo(code);
            });
  }
}
