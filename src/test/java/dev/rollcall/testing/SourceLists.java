package dev.rollcall.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Small lists as the catalog's sources publish them. */
public final class SourceLists {

  private static final List<String> PROVIDERS =
      List.of(
          "anthropic",
          "cerebras",
          "cohere",
          "deepinfra",
          "google",
          "groq",
          "mistral",
          "openai",
          "openrouter",
          "perplexity",
          "togetherai",
          "xai");

  private final Map<String, Map<String, String>> models = new TreeMap<>();

  private SourceLists() {}

  /** models.dev's list: every provider with four models, {@code m1} to {@code m4}. */
  public static SourceLists modelsDev() {
    SourceLists list = new SourceLists();
    for (String provider : PROVIDERS) {
      for (int i = 1; i <= 4; i++) {
        list.with(provider, "m" + i, "");
      }
    }
    return list;
  }

  /** Adds or replaces a model of a provider; more fields lead with a comma. */
  public SourceLists with(String provider, String id, String more) {
    models
        .computeIfAbsent(provider, added -> new LinkedHashMap<>())
        .put(id, "{\"id\":\"%s\",\"limit\":{\"context\":1000}%s}".formatted(id, more));
    return this;
  }

  /** Takes a model out. */
  public SourceLists without(String provider, String id) {
    models.get(provider).remove(id);
    return this;
  }

  /** Takes a provider out. */
  public SourceLists without(String provider) {
    models.remove(provider);
    return this;
  }

  /** The list as JSON. */
  public byte[] bytes() {
    return models.entrySet().stream()
        .map(
            provider ->
                provider.getValue().entrySet().stream()
                    .map(model -> "\"" + model.getKey() + "\":" + model.getValue())
                    .collect(
                        Collectors.joining(
                            ",",
                            "\"" + provider.getKey() + "\":{\"name\":\"prose\",\"models\":{",
                            "}}")))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A page of OpenRouter's list: models {@code lab/o<from>} to below {@code lab/o<to>}. */
  public static String openRouterPage(int from, int to, String envelope) {
    StringBuilder rows = new StringBuilder();
    for (int i = from; i < to; i++) {
      rows.append(i == from ? "" : ",").append(openRouterModel("lab/o" + i, ""));
    }
    return "{\"data\":[" + rows + "]" + envelope + "}";
  }

  /** A model of OpenRouter's list; more fields lead with a comma. */
  public static String openRouterModel(String id, String more) {
    return "{\"id\":\"%s\",\"name\":\"Lab: Model\",\"context_length\":2000%s}".formatted(id, more);
  }
}
