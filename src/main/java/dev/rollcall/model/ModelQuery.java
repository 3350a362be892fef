package dev.rollcall.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a list. The values of one parameter are alternatives, parameters combine,
 * and a parameter that is null or empty asks for nothing. An entry's unknown value matches no
 * filter, except that {@code deprecated} false only takes out what is known to be deprecated.
 *
 * @param providers names of instances
 * @param types provider types
 * @param capabilities what the models can do
 * @param inputModalities what goes in
 * @param outputModalities what comes out
 * @param sources where the entries are from
 * @param canonical the canonical id
 * @param q a part of id, name or an alias, whatever its case
 * @param minContext tokens that the context window has at least
 * @param maxInputPrice USD that 1M input tokens cost at most
 * @param maxOutputPrice USD that 1M output tokens cost at most
 * @param free whether every known price is zero; false asks for what costs something
 * @param deprecated whether the provider advises against the model
 * @param order null keeps the configured order
 * @param limit how many entries at most, at least 1; null gives all
 * @param after the id of the entry after which the page begins; null begins at the first
 */
public record ModelQuery(
    Set<String> providers,
    Set<String> types,
    Set<Capability> capabilities,
    Set<Modality> inputModalities,
    Set<Modality> outputModalities,
    Set<Source> sources,
    @Nullable String canonical,
    @Nullable String q,
    @Nullable Long minContext,
    @Nullable BigDecimal maxInputPrice,
    @Nullable BigDecimal maxOutputPrice,
    @Nullable Boolean free,
    @Nullable Boolean deprecated,
    @Nullable ModelOrder order,
    @Nullable Integer limit,
    @Nullable String after) {

  /** Asks for everything. */
  public static final ModelQuery ALL = builder().build();

  public ModelQuery {
    providers = Set.copyOf(providers);
    types = Set.copyOf(types);
    capabilities = Sets.copy(capabilities, Capability.class);
    inputModalities = Sets.copy(inputModalities, Modality.class);
    outputModalities = Sets.copy(outputModalities, Modality.class);
    sources = Sets.copy(sources, Source.class);
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("limit is at least 1");
    }
  }

  /** Starts a query that asks for everything. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether the query is about this instance. */
  public boolean isAbout(String provider, String type) {
    return isOneOf(providers, provider) && isOneOf(types, type);
  }

  /** Whether entries pass all filters, page and order aside. */
  public Predicate<ModelInfo> filter() {
    return new ModelFilter(this);
  }

  /** Whether all that the instances list is wanted, as they list it. */
  public boolean isWhole() {
    return capabilities.isEmpty()
        && inputModalities.isEmpty()
        && outputModalities.isEmpty()
        && sources.isEmpty()
        && canonical == null
        && q == null
        && minContext == null
        && maxInputPrice == null
        && maxOutputPrice == null
        && free == null
        && deprecated == null
        && order == null
        && !isPaged();
  }

  /** Whether only a page is wanted. */
  public boolean isPaged() {
    return limit != null || after != null;
  }

  private static <T> boolean isOneOf(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  /** Collects a query; a null value asks for nothing. */
  public static final class Builder {
    private final Set<String> providers = new LinkedHashSet<>();
    private final Set<String> types = new LinkedHashSet<>();
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private final Set<Modality> inputModalities = EnumSet.noneOf(Modality.class);
    private final Set<Modality> outputModalities = EnumSet.noneOf(Modality.class);
    private final Set<Source> sources = EnumSet.noneOf(Source.class);
    private @Nullable String canonical;
    private @Nullable String q;
    private @Nullable Long minContext;
    private @Nullable BigDecimal maxInputPrice;
    private @Nullable BigDecimal maxOutputPrice;
    private @Nullable Boolean free;
    private @Nullable Boolean deprecated;
    private @Nullable ModelOrder order;
    private @Nullable Integer limit;
    private @Nullable String after;

    private Builder() {}

    public Builder providers(String... names) {
      return providers(List.of(names));
    }

    public Builder providers(Collection<String> names) {
      providers.addAll(names);
      return this;
    }

    public Builder types(Collection<String> names) {
      types.addAll(names);
      return this;
    }

    public Builder capabilities(Capability... values) {
      return capabilities(Arrays.asList(values));
    }

    public Builder capabilities(Collection<Capability> values) {
      capabilities.addAll(values);
      return this;
    }

    public Builder inputModalities(Collection<Modality> values) {
      inputModalities.addAll(values);
      return this;
    }

    public Builder outputModalities(Collection<Modality> values) {
      outputModalities.addAll(values);
      return this;
    }

    public Builder sources(Collection<Source> values) {
      sources.addAll(values);
      return this;
    }

    public Builder canonical(@Nullable String id) {
      canonical = id;
      return this;
    }

    public Builder q(@Nullable String part) {
      q = part;
      return this;
    }

    public Builder minContext(@Nullable Long tokens) {
      minContext = tokens;
      return this;
    }

    public Builder maxInputPrice(@Nullable BigDecimal usd) {
      maxInputPrice = usd;
      return this;
    }

    public Builder maxOutputPrice(@Nullable BigDecimal usd) {
      maxOutputPrice = usd;
      return this;
    }

    public Builder free(@Nullable Boolean value) {
      free = value;
      return this;
    }

    public Builder deprecated(@Nullable Boolean value) {
      deprecated = value;
      return this;
    }

    public Builder order(@Nullable ModelOrder value) {
      order = value;
      return this;
    }

    public Builder limit(@Nullable Integer entries) {
      limit = entries;
      return this;
    }

    public Builder after(@Nullable String id) {
      after = id;
      return this;
    }

    public ModelQuery build() {
      return new ModelQuery(
          providers,
          types,
          capabilities,
          inputModalities,
          outputModalities,
          sources,
          canonical,
          q,
          minContext,
          maxInputPrice,
          maxOutputPrice,
          free,
          deprecated,
          order,
          limit,
          after);
    }
  }
}
