package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenRouter's rows: models of all modalities, with prices.
 *
 * <ul>
 *   <li>The context window is that of the top provider, else the model's. A limit of 0 is none, and
 *       the output limit of embedding models is the length of their vectors.
 *   <li>{@code supported_parameters} says what a model does, and what it does not where it says
 *       anything at all.
 *   <li>An {@code expiration_date} means deprecated; none means nothing.
 *   <li>{@code created} is the time at which OpenRouter added the model, not its release.
 * </ul>
 */
public final class OpenRouterRows extends RowFormat {

  /** The most characters of a link that is followed. */
  private static final int MAX_LINK = 2048;

  /** What a model lacks whose parameters name others, but nothing of it. */
  private static final Set<Capability> BY_PARAMETERS =
      Set.of(Capability.FUNCTION_CALLING, Capability.REASONING, Capability.STRUCTURED_OUTPUT);

  /**
   * Where a page's link to the next one leads. It stays where the key may go: at the same origin.
   *
   * @param here the URL of the page
   * @param link as the page says it
   * @return null when the link leads to another origin, or nowhere
   */
  public static @Nullable String nextPage(String here, String link) {
    if (link.length() > MAX_LINK) {
      return null;
    }
    try {
      URI from = URI.create(here);
      // URI takes a query alone as a sibling of the page, not as the same page.
      URI there = from.resolve(link.startsWith("?") ? from.getRawPath() + link : link);
      boolean isSameOrigin =
          from.isAbsolute()
              && Objects.equals(from.getScheme(), there.getScheme())
              && Objects.equals(from.getRawAuthority(), there.getRawAuthority());
      return isSameOrigin ? there.toString() : null;
    } catch (IllegalArgumentException noUri) {
      return null;
    }
  }

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    JsonRow best = row.in("top_provider");
    Long context = best.tokens("context_length");
    Directions words = Directions.of(row.in("architecture"));
    List<String> output = words.output();
    Vocabulary.modalities(words.input(), output, facts);
    if (output.contains("text")) {
      // Other answers of text have words of their own: transcription, rerank.
      facts.can(Capability.CHAT);
    }
    List<String> parameters = row.texts("supported_parameters");
    Vocabulary.features(parameters, facts);
    if (!parameters.isEmpty()) {
      BY_PARAMETERS.forEach(capability -> facts.can(capability, false));
    }
    facts
        .name(row.text("name"))
        .aliases(aliases(row))
        .created(row.created("created"))
        .contextWindow(context == null ? row.tokens("context_length") : context)
        .maxOutputTokens(
            output.contains("embeddings") ? null : best.tokens("max_completion_tokens"))
        .knowledgeCutoff(row.date("knowledge_cutoff"))
        .pricing(pricing(row.in("pricing")));
    endsOn(row.date("expiration_date"), facts);
  }

  /** The dated name, except for variants ({@code :free}), which share it with their model. */
  private static List<String> aliases(JsonRow row) {
    String id = row.id("id");
    String slug = row.id("canonical_slug");
    return id == null || slug == null || id.contains(":") ? List.of() : List.of(slug);
  }

  /**
   * A model that gives text is free at {@code "0"}. One that gives images, video, audio or ranks is
   * charged by the piece where its tokens cost nothing.
   */
  @Override
  boolean meansFreeByZero(JsonRow row) {
    return Set.copyOf(Directions.of(row.in("architecture")).output()).equals(Set.of("text"));
  }

  /** The price of an image has changed its unit and is left out. */
  private static Pricing pricing(JsonRow prices) {
    List<Pricing.Tier> tiers =
        prices.rows("overrides").stream()
            .map(OpenRouterRows::tier)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong(Pricing.Tier::aboveInputTokens))
            .toList();
    return new Pricing(
        TokenPrices.PER_TOKEN.read(prices),
        tiers,
        TokenPrices.other(Pricing.Unit.REQUEST, TokenPrices.PER_TOKEN.price(prices, "request")));
  }

  /** The prices of long prompts; those for a time of the day are no tier. */
  private static Pricing.@Nullable Tier tier(JsonRow override) {
    Long above = override.tokens("min_prompt_tokens");
    boolean byTime = override.keys().stream().anyMatch(key -> key.startsWith("utc_"));
    Rates rates = TokenPrices.PER_TOKEN.read(override);
    return above == null || byTime || rates.isUnknown() ? null : new Pricing.Tier(above, rates);
  }

  /** OpenRouter's words for what goes in and comes out. */
  private record Directions(List<String> input, List<String> output) {

    /** Rows of 2024 have only {@code text+image->text}. */
    static Directions of(JsonRow architecture) {
      List<String> input = architecture.texts("input_modalities");
      List<String> output = architecture.texts("output_modalities");
      String both = architecture.text("modality");
      if (input.isEmpty() && output.isEmpty() && both != null && both.contains("->")) {
        String[] sides = both.split("->", 2);
        return new Directions(List.of(sides[0].split("\\+")), List.of(sides[1].split("\\+")));
      }
      return new Directions(input, output);
    }
  }
}
