package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Rates;
import dev.rollcall.model.WireName;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * models.dev's file: an object of providers, which are the instances, with an object of models by
 * the provider's own ids. Its readers need the three flags and both limits; there false and 0 stand
 * for unknown too, as in models.dev itself.
 */
final class ModelsDevDialect implements Dialect {

  /** By type, what the file says of the providers that models.dev has too. */
  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          known("openai", "@ai-sdk/openai", "OPENAI_API_KEY"),
          known("gemini", "@ai-sdk/google", "GOOGLE_GENERATIVE_AI_API_KEY", "GEMINI_API_KEY"),
          known("openrouter", "@openrouter/ai-sdk-provider", "OPENROUTER_API_KEY"),
          known("anthropic", "@ai-sdk/anthropic", "ANTHROPIC_API_KEY"),
          known("mistral", "@ai-sdk/mistral", "MISTRAL_API_KEY"),
          known("groq", "@ai-sdk/groq", "GROQ_API_KEY"),
          known("cohere", "@ai-sdk/cohere", "COHERE_API_KEY"),
          known("togetherai", "@ai-sdk/togetherai", "TOGETHER_API_KEY"),
          known("cerebras", "@ai-sdk/cerebras", "CEREBRAS_API_KEY"),
          known("perplexity", "@ai-sdk/perplexity", "PERPLEXITY_API_KEY"),
          known("xai", "@ai-sdk/xai", "XAI_API_KEY"),
          known("deepinfra", "@ai-sdk/deepinfra", "DEEPINFRA_API_KEY"));

  private static final Known OTHER = new Known("@ai-sdk/openai-compatible", List.of());

  /**
   * How a provider is used.
   *
   * @param npm the package for it
   * @param env the variables that its key is looked for in
   */
  private record Known(String npm, List<String> env) {}

  @Override
  public String prefix() {
    return "/models.dev";
  }

  @Override
  public List<Resource> resources() {
    return List.of(new Resource.Models("/models.dev/api.json"));
  }

  @Override
  public List<String> filter(String name, Parameters sent) {
    // Models of one provider have to stand together.
    return name.equals("sort") ? List.of() : sent.all(name);
  }

  @Override
  public Ids ids(Parameters sent) {
    // The provider is around the model, whose id is the provider's own in any case.
    return Ids.QUALIFIED;
  }

  @Override
  public String key(ModelInfo model, Ids ids) {
    return model.facts().nativeId();
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonObject json = new JsonObject().put("id", facts.nativeId()).put("name", Fields.name(model));
    put(json, "family", facts.family());
    json.put("attachment", takesMoreThanText(facts))
        .put("reasoning", Fields.does(facts, Capability.REASONING))
        .put("tool_call", Fields.does(facts, Capability.FUNCTION_CALLING));
    put(json, "structured_output", Fields.can(facts, Capability.STRUCTURED_OUTPUT));
    put(json, "knowledge", facts.knowledgeCutoff());
    put(json, "release_date", facts.released());
    put(json, "modalities", modalities(facts));
    put(json, "open_weights", facts.openWeights());
    put(json, "cost", cost(Fields.rates(facts)));
    json.put("limit", limit(facts));
    return put(json, "status", Boolean.TRUE.equals(facts.deprecated()) ? "deprecated" : null);
  }

  private static boolean takesMoreThanText(ModelFacts facts) {
    return facts.modalities().input().stream().anyMatch(kind -> kind != Modality.TEXT);
  }

  private static @Nullable JsonObject modalities(ModelFacts facts) {
    return facts.modalities().isUnknown()
        ? null
        : new JsonObject()
            .put("input", names(facts.modalities().input()))
            .put("output", names(facts.modalities().output()));
  }

  private static JsonArray names(Collection<Modality> modalities) {
    return Fields.array(modalities.stream().map(WireName::wireName).toList());
  }

  /** USD per 1M tokens. */
  private static @Nullable JsonObject cost(Rates rates) {
    JsonObject json = new JsonObject();
    put(json, "input", rates.input());
    put(json, "output", rates.output());
    put(json, "reasoning", rates.reasoning());
    put(json, "cache_read", rates.cacheRead());
    put(json, "cache_write", rates.cacheWrite());
    put(json, "input_audio", rates.inputAudio());
    put(json, "output_audio", rates.outputAudio());
    return json.isEmpty() ? null : json;
  }

  private static JsonObject limit(ModelFacts facts) {
    JsonObject json =
        new JsonObject().put("context", facts.contextWindow() == null ? 0 : facts.contextWindow());
    put(json, "input", facts.maxInputTokens());
    return json.put("output", facts.maxOutputTokens() == null ? 0 : facts.maxOutputTokens());
  }

  @Override
  public String between(ModelInfo one, ModelInfo next) {
    return one.provider().equals(next.provider()) ? "," : "}}," + provider(next);
  }

  @Override
  public Frame frame(Page page) {
    return page.models().isEmpty()
        ? new Frame("{", "}")
        : new Frame("{" + provider(page.models().get(0)), "}}}");
  }

  /** The start of a provider, up to its first model. */
  private static String provider(ModelInfo model) {
    Known known = KNOWN.getOrDefault(model.providerType(), OTHER);
    JsonObject json =
        new JsonObject()
            .put("id", model.provider())
            .put("name", model.provider())
            .put("env", Fields.array(known.env()))
            .put("npm", known.npm());
    String open = json.encode();
    return Json.encode(model.provider())
        + ":"
        + open.substring(0, open.length() - 1)
        + ",\"models\":{";
  }

  private static Map.Entry<String, Known> known(String type, String npm, String... env) {
    return Map.entry(type, new Known(npm, List.of(env)));
  }
}
