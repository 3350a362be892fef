package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.json.Decimals;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenRouter's API, whose client takes no list that has one entry without a required field. */
final class OpenRouterDialect implements Dialect {

  /** What OpenRouter writes where it cannot name a price. */
  private static final String NO_PRICE = "-1";

  @Override
  public String prefix() {
    return "/openrouter";
  }

  @Override
  public List<Resource> resources() {
    return List.of(
        new Resource.Models("/openrouter/api/v1/models"),
        new Resource.Models("/openrouter/api/v1/models/user"),
        new Resource.Count(
            "/openrouter/api/v1/models/count",
            models -> new JsonObject().put("data", new JsonObject().put("count", models))),
        new Resource.Model(
            "/openrouter/api/v1/model/{id}",
            (model, ids) -> new JsonObject().put("data", entry(model, ids))));
  }

  @Override
  public List<String> filter(String name, Parameters sent) {
    return switch (name) {
      case "input_modality", "output_modality" ->
          Modalities.filter(name.replace("modality", "modalities"), name, sent);
      case "min_context" -> sent.all(sent.all(name).isEmpty() ? "context" : name);
      // Its keys are OpenRouter's own.
      case "sort" -> List.of();
      default -> sent.all(name);
    };
  }

  @Override
  public Cut cut(Parameters sent) {
    Integer offset = sent.whole("offset", 0);
    return new Cut(sent.whole("limit", 1), offset == null ? 0 : offset, null, null, "offset");
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    String id = ids.of(model);
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("canonical_slug", facts.canonicalId() == null ? id : facts.canonicalId())
            .put("name", Fields.name(model))
            .put("created", model.created())
            .put("context_length", facts.contextWindow())
            .put("architecture", architecture(facts))
            .put("pricing", pricing(facts))
            .put("top_provider", best(facts))
            .putNull("per_request_limits")
            .put("supported_parameters", parameters(facts))
            .putNull("default_parameters")
            .putNull("supported_voices")
            .put("links", new JsonObject().put("details", "/openrouter/api/v1/model/" + id));
    put(json, "knowledge_cutoff", facts.knowledgeCutoff());
    return put(json, "expiration_date", facts.shutdownDate());
  }

  private static JsonObject architecture(ModelFacts facts) {
    List<String> input = Modalities.names(facts.modalities().input());
    List<String> output = Modalities.names(facts.modalities().output());
    return new JsonObject()
        .put(
            "modality",
            input.isEmpty() || output.isEmpty()
                ? null
                : String.join("+", input) + "->" + String.join("+", output))
        .put("input_modalities", Fields.array(input))
        .put("output_modalities", Fields.array(output));
  }

  private static JsonObject pricing(ModelFacts facts) {
    Rates rates = Fields.rates(facts);
    JsonObject json =
        new JsonObject()
            .put("prompt", price(rates.input(), NO_PRICE))
            .put("completion", price(rates.output(), NO_PRICE));
    put(json, "input_cache_read", price(rates.cacheRead(), null));
    put(json, "input_cache_write", price(rates.cacheWrite(), null));
    put(json, "audio", price(rates.inputAudio(), null));
    put(json, "internal_reasoning", price(rates.reasoning(), null));
    if (facts.pricing() != null) {
      for (Pricing.Other other : facts.pricing().other()) {
        if (other.unit() == Pricing.Unit.REQUEST || other.unit() == Pricing.Unit.IMAGE) {
          json.put(other.unit().wireName(), Decimals.format(other.price()));
        }
      }
    }
    return json;
  }

  private static @Nullable String price(@Nullable BigDecimal price, @Nullable String unknown) {
    BigDecimal perToken = Fields.perToken(price);
    return perToken == null ? unknown : Decimals.format(perToken);
  }

  private static JsonObject best(ModelFacts facts) {
    return new JsonObject()
        .put("context_length", facts.contextWindow())
        .put("max_completion_tokens", facts.maxOutputTokens())
        .put("is_moderated", false);
  }

  private static JsonArray parameters(ModelFacts facts) {
    JsonArray parameters = new JsonArray();
    if (Fields.does(facts, Capability.FUNCTION_CALLING)) {
      parameters.add("tools").add("tool_choice");
    }
    if (Fields.does(facts, Capability.REASONING)) {
      parameters.add("reasoning").add("include_reasoning");
    }
    if (Fields.does(facts, Capability.STRUCTURED_OUTPUT)) {
      parameters.add("response_format").add("structured_outputs");
    }
    return parameters;
  }

  @Override
  public Frame frame(Page page) {
    Integer limit = page.limit();
    int next = page.offset() + page.models().size();
    JsonObject end =
        new JsonObject()
            .put(
                "links",
                new JsonObject()
                    .put(
                        "next",
                        page.hasMore() && limit != null
                            ? "/openrouter/api/v1/models?limit=" + limit + "&offset=" + next
                            : null))
            .put("total_count", page.total());
    return new Frame("{\"data\":[", "]," + end.encode().substring(1));
  }

  @Override
  public JsonObject error(RequestFailure failure) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject().put("code", failure.status()).put("message", failure.getMessage()));
  }

  /** OpenRouter's names of what goes in and comes out. */
  private static final class Modalities {

    static List<String> names(Collection<Modality> modalities) {
      return modalities.stream().map(Modalities::name).toList();
    }

    /** Its own parameter where that was sent, else Rollcall's. */
    static List<String> filter(String theirs, String ours, Parameters sent) {
      List<String> values = sent.all(theirs);
      if (values.isEmpty()) {
        return sent.all(ours);
      }
      return values.stream()
          .flatMap(value -> List.of(value.split(",")).stream())
          .filter(value -> !value.equals("all"))
          .map(value -> value.equals("file") ? "pdf" : value)
          .map(value -> value.equals("embeddings") ? "embedding" : value)
          .toList();
    }

    private static String name(Modality modality) {
      return switch (modality) {
        case PDF -> "file";
        case EMBEDDING -> "embeddings";
        default -> modality.wireName();
      };
    }
  }
}
