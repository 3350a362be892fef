package dev.rollcall.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one source, a provider or a catalog, says about one model. Null or empty means that the
 * source does not say.
 *
 * @param nativeId the id by which the provider is asked for the model
 * @param aliases other ids of the provider for the same model, sorted
 * @param name display name
 * @param ownedBy the owner of the model, in the provider's words
 * @param created when the provider created the model, in seconds since the epoch
 * @param contextWindow tokens that prompt and answer may have together
 * @param maxInputTokens tokens that a prompt may have
 * @param maxOutputTokens tokens that an answer may have
 * @param capabilities what the model is known to do
 * @param lacking what the model is known not to do; nothing may add it to {@code capabilities}
 * @param modalities what goes in and comes out
 * @param pricing what it costs
 * @param knowledgeCutoff the date its knowledge ends, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param released the date it was published, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param openWeights whether its weights are published
 * @param parameterCount its size, such as {@code 8.2B}
 * @param quantization the format of its weights, such as {@code Q4_K_M}
 * @param supportsStreaming whether it answers in parts
 * @param deprecated whether its provider advises against it or has announced its end
 * @param shutdownDate the date or time from which it is gone
 * @param replacedBy the native id its provider names instead
 * @param family the family it belongs to
 * @param canonicalId the id under which the same model is known across providers, {@code lab/model}
 */
public record ModelFacts(
    String nativeId,
    List<String> aliases,
    @Nullable String name,
    @Nullable String ownedBy,
    @Nullable Long created,
    @Nullable Long contextWindow,
    @Nullable Long maxInputTokens,
    @Nullable Long maxOutputTokens,
    Set<Capability> capabilities,
    Set<Capability> lacking,
    Modalities modalities,
    @Nullable Pricing pricing,
    @Nullable String knowledgeCutoff,
    @Nullable String released,
    @Nullable Boolean openWeights,
    @Nullable String parameterCount,
    @Nullable String quantization,
    @Nullable Boolean supportsStreaming,
    @Nullable Boolean deprecated,
    @Nullable String shutdownDate,
    @Nullable String replacedBy,
    @Nullable String family,
    @Nullable String canonicalId) {

  public ModelFacts {
    aliases = List.copyOf(aliases);
    capabilities = Sets.copy(capabilities, Capability.class);
    lacking = Sets.copy(lacking, Capability.class);
  }

  /** Starts the facts of the model with this native id. */
  public static Builder of(String nativeId) {
    return new Builder(nativeId);
  }

  /** A builder that holds all of this. */
  public Builder toBuilder() {
    Builder builder = new Builder(nativeId);
    builder.lacking.addAll(lacking);
    for (ModelField field : ModelField.values()) {
      field.copy(this, builder);
    }
    return builder;
  }

  /**
   * These facts with those of {@code other} where these say nothing.
   *
   * @param allowed the fields that may be filled
   */
  public ModelFacts orElse(ModelFacts other, Set<ModelField> allowed) {
    Builder builder = toBuilder();
    for (ModelField field : allowed) {
      field.fill(this, other, builder);
    }
    return builder.build();
  }

  /** These facts with those of {@code other} where these say nothing. */
  public ModelFacts orElse(ModelFacts other) {
    return orElse(other, ModelField.ALL);
  }

  /**
   * These facts for a list that has the id again: what {@code again} can do, takes and gives, and
   * its aliases are added; all else stays as it is.
   */
  public ModelFacts plus(ModelFacts again) {
    Builder builder = toBuilder();
    builder.capabilities(again.capabilities);
    builder.aliases(again.aliases);
    builder.modalities = modalities.plus(again.modalities);
    return builder.build();
  }

  /** Collects facts; a null or empty value is ignored. */
  public static final class Builder {
    final String nativeId;
    private final TreeSet<String> aliases = new TreeSet<>();
    private final EnumSet<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private final EnumSet<Capability> lacking = EnumSet.noneOf(Capability.class);
    private @Nullable String name;
    private @Nullable String ownedBy;
    private @Nullable Long created;
    private @Nullable Long contextWindow;
    private @Nullable Long maxInputTokens;
    private @Nullable Long maxOutputTokens;
    private Modalities modalities = Modalities.UNKNOWN;
    private @Nullable Pricing pricing;
    private @Nullable String knowledgeCutoff;
    private @Nullable String released;
    private @Nullable Boolean openWeights;
    private @Nullable String parameterCount;
    private @Nullable String quantization;
    private @Nullable Boolean supportsStreaming;
    private @Nullable Boolean deprecated;
    private @Nullable String shutdownDate;
    private @Nullable String replacedBy;
    private @Nullable String family;
    private @Nullable String canonicalId;

    private Builder(String nativeId) {
      this.nativeId = nativeId;
    }

    /** Adds other ids of the model; its own id is not an alias. */
    public Builder aliases(Collection<String> ids) {
      aliases.addAll(ids);
      aliases.remove(nativeId);
      return this;
    }

    /** Adds what the model can do. */
    public Builder capabilities(Collection<Capability> can) {
      capabilities.addAll(can);
      return this;
    }

    /** Adds what the model can do. */
    public Builder can(Capability capability) {
      capabilities.add(capability);
      return this;
    }

    /** Adds what the model is known to do (true) or not to do (false); null says nothing. */
    public Builder can(Capability capability, @Nullable Boolean known) {
      if (known != null) {
        (known ? capabilities : lacking).add(capability);
      }
      return this;
    }

    public Builder name(@Nullable String value) {
      name = value;
      return this;
    }

    public Builder ownedBy(@Nullable String value) {
      ownedBy = value;
      return this;
    }

    public Builder created(@Nullable Long epochSeconds) {
      created = epochSeconds;
      return this;
    }

    public Builder contextWindow(@Nullable Long tokens) {
      contextWindow = tokens;
      return this;
    }

    public Builder maxInputTokens(@Nullable Long tokens) {
      maxInputTokens = tokens;
      return this;
    }

    public Builder maxOutputTokens(@Nullable Long tokens) {
      maxOutputTokens = tokens;
      return this;
    }

    public Builder modalities(Collection<Modality> input, Collection<Modality> output) {
      return modalities(
          new Modalities(Sets.copy(input, Modality.class), Sets.copy(output, Modality.class)));
    }

    public Builder modalities(Modalities value) {
      modalities = value;
      return this;
    }

    public Builder pricing(@Nullable Pricing value) {
      pricing = value == null || value.isUnknown() ? null : value;
      return this;
    }

    public Builder knowledgeCutoff(@Nullable String date) {
      knowledgeCutoff = date;
      return this;
    }

    public Builder released(@Nullable String date) {
      released = date;
      return this;
    }

    public Builder openWeights(@Nullable Boolean value) {
      openWeights = value;
      return this;
    }

    public Builder parameterCount(@Nullable String value) {
      parameterCount = value;
      return this;
    }

    public Builder quantization(@Nullable String value) {
      quantization = value;
      return this;
    }

    public Builder supportsStreaming(@Nullable Boolean value) {
      supportsStreaming = value;
      return this;
    }

    public Builder deprecated(@Nullable Boolean value) {
      deprecated = value;
      return this;
    }

    public Builder shutdownDate(@Nullable String date) {
      shutdownDate = date;
      return this;
    }

    public Builder replacedBy(@Nullable String value) {
      replacedBy = value;
      return this;
    }

    public Builder family(@Nullable String value) {
      family = value;
      return this;
    }

    public Builder canonicalId(@Nullable String value) {
      canonicalId = value;
      return this;
    }

    public ModelFacts build() {
      return new ModelFacts(
          nativeId,
          List.copyOf(aliases),
          name,
          ownedBy,
          created,
          contextWindow,
          maxInputTokens,
          maxOutputTokens,
          capabilities,
          Sets.minus(lacking, capabilities),
          modalities,
          pricing,
          knowledgeCutoff,
          released,
          openWeights,
          parameterCount,
          quantization,
          supportsStreaming,
          deprecated,
          shutdownDate,
          replacedBy,
          family,
          canonicalId);
    }
  }
}
