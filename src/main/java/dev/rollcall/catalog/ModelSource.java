package dev.rollcall.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose models a type of provider serves. */
enum ModelSource {
  /** Its own. */
  VENDOR,
  /** Those of others, on its own machines at its own prices. */
  HOST,
  /** Files on somebody's computer, under tags such as {@code llama3.1:8b}. */
  LOCAL_SERVER,
  /** Whatever an OpenAI-compatible server has. */
  ANY_SERVER,
  /** OpenRouter, whose rows are its own, and types that are not known here. */
  OTHER;

  /** OpenRouter's author of each vendor's models. */
  private static final Map<String, String> AUTHORS =
      Map.of(
          "anthropic", "anthropic",
          "cohere", "cohere",
          "gemini", "google",
          "mistral", "mistralai",
          "openai", "openai",
          "perplexity", "perplexity",
          "xai", "x-ai");

  /** OpenRouter's author of the models of organisations that it calls otherwise. */
  private static final Map<String, String> AUTHORS_OF_ORGANISATIONS =
      Map.ofEntries(
          Map.entry("bytedance", "bytedance-seed"),
          Map.entry("deepseek-ai", "deepseek"),
          Map.entry("liquidai", "liquid"),
          Map.entry("meta-models", "meta"),
          Map.entry("minimaxai", "minimax"),
          Map.entry("stepfun-ai", "stepfun"),
          Map.entry("xiaomimimo", "xiaomi"),
          Map.entry("zai-org", "z-ai"));

  private static final Set<String> HOSTS = Set.of("cerebras", "deepinfra", "groq", "togetherai");

  static ModelSource of(String type) {
    if (AUTHORS.containsKey(type)) {
      return VENDOR;
    }
    if (HOSTS.contains(type)) {
      return HOST;
    }
    return switch (type) {
      case "ollama", "lmstudio" -> LOCAL_SERVER;
      case "openai-compatible" -> ANY_SERVER;
      default -> OTHER;
    };
  }

  /** Whether models have the name of the organisation that made them before a slash, or none. */
  boolean servesOthers() {
    return this == HOST || this == ANY_SERVER;
  }

  /**
   * OpenRouter's author of a model.
   *
   * @param organisation what stands before the slash in its id; empty when there is none
   * @return null when nothing names the author
   */
  static @Nullable String author(String type, String organisation) {
    String vendor = AUTHORS.get(type);
    if (vendor != null) {
      return vendor;
    }
    if (organisation.isEmpty()) {
      return null;
    }
    String name = organisation.toLowerCase(Locale.ROOT);
    return AUTHORS_OF_ORGANISATIONS.getOrDefault(name, name);
  }
}
