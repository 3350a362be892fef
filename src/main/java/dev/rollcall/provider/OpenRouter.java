package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OpenRouter: models of all modalities with prices; pages by {@code links.next}. */
final class OpenRouter extends ModelsApi {

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models?output_modalities=all";
  }

  /** The next page. It stays where the key may go: at the origin of this one. */
  @Override
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    Object next = envelope.in("links").value("next");
    if (next == null || next.equals("")) {
      return null;
    }
    URI there =
        next instanceof String link && link.length() <= MAX_TOKEN
            ? resolve(URI.create(call.url()), link)
            : null;
    if (there == null) {
      throw new MalformedList("\"links.next\" is no URL at the same host");
    }
    return there.toString();
  }

  /** Where the link leads; null when that is another origin, or nowhere. */
  private static @Nullable URI resolve(URI here, String link) {
    try {
      // URI takes a query alone as a sibling of the page, not as the same page.
      URI there = here.resolve(link.startsWith("?") ? here.getRawPath() + link : link);
      return isSameOrigin(here, there) ? there : null;
    } catch (IllegalArgumentException notUri) {
      return null;
    }
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    JsonRow best = row.in("top_provider");
    Words.features(row.texts("supported_parameters"), facts);
    modalities(row.in("architecture"), facts);
    facts
        .name(row.text("name"))
        .aliases(aliases(row))
        .created(row.created("created"))
        .contextWindow(firstOf(best.tokens("context_length"), row.tokens("context_length")))
        .maxOutputTokens(best.tokens("max_completion_tokens"))
        .knowledgeCutoff(row.date("knowledge_cutoff"))
        .pricing(pricing(row.in("pricing")));
    OpenAi.endsOn(row.date("expiration_date"), facts);
  }

  /** The dated name, except for variants ({@code :free}), which share it with their model. */
  private static List<String> aliases(JsonRow row) {
    String id = row.id("id");
    String slug = row.id("canonical_slug");
    return id == null || slug == null || id.contains(":") ? List.of() : List.of(slug);
  }

  /** Rows of 2024 have only {@code text+image->text}. */
  private static void modalities(JsonRow architecture, ModelFacts.Builder facts) {
    List<String> input = architecture.texts("input_modalities");
    List<String> output = architecture.texts("output_modalities");
    String both = architecture.text("modality");
    if (input.isEmpty() && output.isEmpty() && both != null && both.contains("->")) {
      String[] sides = both.split("->", 2);
      input = List.of(sides[0].split("\\+"));
      output = List.of(sides[1].split("\\+"));
    }
    Words.modalities(input, output, facts);
    if (output.contains("text")) {
      // Other answers of text have words of their own: transcription, rerank.
      facts.can(Capability.CHAT);
    }
  }

  /** A price of {@code "0"} is free, {@code "-1"} varies. That of images has changed its unit. */
  private static Pricing pricing(JsonRow prices) {
    List<Pricing.Tier> tiers =
        prices.rows("overrides").stream()
            .map(OpenRouter::tier)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong(Pricing.Tier::aboveInputTokens))
            .toList();
    return new Pricing(
        TokenPrices.PER_TOKEN.read(prices),
        tiers,
        TokenPrices.other(Pricing.Unit.REQUEST, prices.price("request")));
  }

  /** Prices for long prompts; those for a time of the day are no tier. */
  private static Pricing.@Nullable Tier tier(JsonRow override) {
    Long above = override.tokens("min_prompt_tokens");
    boolean byTime = override.keys().stream().anyMatch(key -> key.startsWith("utc_"));
    Rates rates = TokenPrices.PER_TOKEN.read(override);
    return above == null || byTime || rates.isUnknown() ? null : new Pricing.Tier(above, rates);
  }

  private static boolean isSameOrigin(URI one, URI other) {
    return Objects.equals(one.getScheme(), other.getScheme())
        && Objects.equals(one.getRawAuthority(), other.getRawAuthority());
  }

  private static @Nullable Long firstOf(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : one;
  }
}
