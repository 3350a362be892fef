package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.TypeSpec;
import dev.rollcall.config.TypeSpec.Kind;
import dev.rollcall.provider.ProviderType.Auth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTypeTest {

  @Test
  void registersFifteenTypesInTheirOrder() {
    assertThat(ProviderType.specs())
        .extracting(TypeSpec::name)
        .containsExactly(
            "openai",
            "gemini",
            "openrouter",
            "ollama",
            "lmstudio",
            "openai-compatible",
            "anthropic",
            "mistral",
            "groq",
            "cohere",
            "togetherai",
            "cerebras",
            "perplexity",
            "xai",
            "deepinfra");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, https://api.example/v1/models",
    "gemini, https://api.example/v1/models?pageSize=1000",
    "openrouter, https://api.example/v1/models?output_modalities=all",
    "ollama, https://api.example/api/tags",
    "lmstudio, https://api.example/api/v1/models",
    "openai-compatible, https://api.example/v1/models",
    "anthropic, https://api.example/v1/models?limit=1000",
    "mistral, https://api.example/v1/models",
    "groq, https://api.example/v1/models",
    "cohere, https://api.example/v1/models?page_size=1000",
    "togetherai, https://api.example/v1/models",
    "cerebras, https://api.example/v1/models",
    "xai, https://api.example/v1/models",
    "deepinfra, https://api.example/v1/models"
  })
  void asksForTheFirstPage(String name, String url) {
    Listing listing = type(name).listing();
    assertThat(listing).isNotNull();
    assertThat(listing.first(Reading.WITH_KEY)).isEqualTo(Listing.Call.get(url));
  }

  @Test
  void asksNobodyForABuiltInList() {
    assertThat(ProviderType.ALL.stream().filter(type -> type.listing() == null))
        .containsExactly(type("perplexity"));
    assertThat(type("perplexity").spec().kind()).isEqualTo(Kind.BUILTIN);
  }

  @Test
  void knowsWhoListsWithoutAKey() {
    assertThat(ProviderType.specs().stream().filter(TypeSpec::listsWithoutKey))
        .extracting(TypeSpec::name)
        .containsExactly("openrouter", "cerebras", "deepinfra");
  }

  @Test
  void needsABaseUrlOnlyForCompatibleServers() {
    assertThat(ProviderType.specs().stream().filter(spec -> spec.baseUrl() == null))
        .extracting(TypeSpec::kind)
        .containsExactly(Kind.COMPATIBLE);
    assertThat(ProviderType.specs())
        .extracting(TypeSpec::baseUrl)
        .allSatisfy(url -> assertThat(url == null || !url.endsWith("/")).isTrue());
  }

  @Test
  void looksForKeysOnlyOfTypesThatHaveOne() {
    assertThat(ProviderType.specs().stream().filter(spec -> spec.keyVariables().isEmpty()))
        .extracting(TypeSpec::name)
        .containsExactly("ollama", "lmstudio", "openai-compatible");
    assertThat(type("gemini").spec().keyVariables())
        .containsExactly("GEMINI_API_KEY", "GOOGLE_API_KEY");
    assertThat(type("cohere").spec().keyVariables())
        .containsExactly("COHERE_API_KEY", "CO_API_KEY");
    assertThat(type("deepinfra").spec().keyVariables())
        .containsExactly("DEEPINFRA_API_KEY", "DEEPINFRA_TOKEN");
  }

  @Test
  void sendsKeysTheWayEachTypeWantsThem() {
    assertThat(type("anthropic").auth()).isEqualTo(Auth.X_API_KEY);
    assertThat(type("gemini").auth()).isEqualTo(Auth.X_GOOG_API_KEY);
    assertThat(ProviderType.ALL.stream().filter(type -> type.auth() == Auth.BEARER)).hasSize(13);
  }

  @Test
  void doesNotKnowOtherNames() {
    assertThat(ProviderType.of("together")).isEmpty();
  }

  private static ProviderType type(String name) {
    return ProviderType.of(name).orElseThrow();
  }
}
