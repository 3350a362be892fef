package dev.rollcall.provider;

import dev.rollcall.config.TypeSpec;
import dev.rollcall.config.TypeSpec.Kind;
import dev.rollcall.vendor.DeepInfraRows;
import dev.rollcall.vendor.GroqRows;
import dev.rollcall.vendor.MistralRows;
import dev.rollcall.vendor.OpenAiRows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider type: what the configuration knows of it, how it is asked, how its answers are read.
 *
 * <p>A new provider is a line in {@link #ALL}, with a {@link dev.rollcall.vendor.RowFormat} unless
 * its rows are like some that are there, and a small {@link Listing} if it is asked in another way.
 *
 * @param spec its name, default URL and key variables
 * @param auth how its key is sent
 * @param listing its API; null when its list is built in
 */
public record ProviderType(TypeSpec spec, Auth auth, @Nullable Listing listing) {

  /** Every type, in the order in which they are presented. */
  public static final List<ProviderType> ALL =
      List.of(
          cloud(
              "openai",
              "https://api.openai.com/v1",
              new ModelsApi(new OpenAiRows()),
              "OPENAI_API_KEY"),
          cloud(
                  "gemini",
                  "https://generativelanguage.googleapis.com/v1beta",
                  new Gemini(),
                  "GEMINI_API_KEY",
                  "GOOGLE_API_KEY")
              .with(Auth.X_GOOG_API_KEY),
          cloud(
                  "openrouter",
                  "https://openrouter.ai/api/v1",
                  new OpenRouter(),
                  "OPENROUTER_API_KEY")
              .listsWithoutKey(),
          local("ollama", "http://localhost:11434", new Ollama()),
          local("lmstudio", "http://localhost:1234", new LmStudio()),
          compatible("openai-compatible", new OpenAiCompatible()),
          cloud("anthropic", "https://api.anthropic.com/v1", new Anthropic(), "ANTHROPIC_API_KEY")
              .with(Auth.X_API_KEY),
          cloud(
              "mistral",
              "https://api.mistral.ai/v1",
              new ModelsApi(new MistralRows()),
              "MISTRAL_API_KEY"),
          cloud(
              "groq",
              "https://api.groq.com/openai/v1",
              new ModelsApi(new GroqRows()),
              "GROQ_API_KEY"),
          cloud(
              "cohere", "https://api.cohere.com/v1", new Cohere(), "COHERE_API_KEY", "CO_API_KEY"),
          cloud("togetherai", "https://api.together.xyz/v1", new Together(), "TOGETHER_API_KEY"),
          cloud("cerebras", "https://api.cerebras.ai/v1", new Cerebras(), "CEREBRAS_API_KEY")
              .listsWithoutKey(),
          builtin("perplexity", "https://api.perplexity.ai", "PERPLEXITY_API_KEY"),
          cloud("xai", "https://api.x.ai/v1", new Xai(), "XAI_API_KEY"),
          cloud(
                  "deepinfra",
                  "https://api.deepinfra.com/v1/openai",
                  new ModelsApi(new DeepInfraRows()),
                  "DEEPINFRA_API_KEY",
                  "DEEPINFRA_TOKEN")
              .listsWithoutKey());

  /** The type with this name, if there is one. */
  public static Optional<ProviderType> of(String name) {
    return ALL.stream().filter(type -> type.spec.name().equals(name)).findFirst();
  }

  /** What the configuration has to know of every type. */
  public static List<TypeSpec> specs() {
    return ALL.stream().map(ProviderType::spec).toList();
  }

  private static ProviderType cloud(
      String name, String baseUrl, Listing listing, String... keyVariables) {
    return type(name, Kind.CLOUD, baseUrl, listing, keyVariables);
  }

  private static ProviderType local(String name, String baseUrl, Listing listing) {
    return type(name, Kind.LOCAL, baseUrl, listing);
  }

  private static ProviderType compatible(String name, Listing listing) {
    return type(name, Kind.COMPATIBLE, null, listing);
  }

  private static ProviderType builtin(String name, String baseUrl, String... keyVariables) {
    return type(name, Kind.BUILTIN, baseUrl, null, keyVariables);
  }

  private static ProviderType type(
      String name,
      Kind kind,
      @Nullable String baseUrl,
      @Nullable Listing listing,
      String... keyVariables) {
    return new ProviderType(
        new TypeSpec(name, kind, baseUrl, List.of(keyVariables), false), Auth.BEARER, listing);
  }

  private ProviderType with(Auth other) {
    return new ProviderType(spec, other, listing);
  }

  private ProviderType listsWithoutKey() {
    return new ProviderType(
        new TypeSpec(spec.name(), spec.kind(), spec.baseUrl(), spec.keyVariables(), true),
        auth,
        listing);
  }

  /** How a key is sent. */
  enum Auth {
    BEARER,
    X_API_KEY,
    X_GOOG_API_KEY
  }
}
