package dev.rollcall.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a model by the name it has in JSON. Comparing, filling gaps and saying where a value
 * is from all go by this table.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions are stateless method references
public enum ModelField implements WireName {
  NAME(ModelFacts::name, (to, from) -> to.name(from.name())),
  OWNED_BY(ModelFacts::ownedBy, (to, from) -> to.ownedBy(from.ownedBy())),
  CREATED(ModelFacts::created, (to, from) -> to.created(from.created())),
  ALIASES(ModelFacts::aliases, (to, from) -> to.aliases(from.aliases())),
  CANONICAL_ID(ModelFacts::canonicalId, (to, from) -> to.canonicalId(from.canonicalId())),
  FAMILY(ModelFacts::family, (to, from) -> to.family(from.family())),
  CONTEXT_WINDOW(ModelFacts::contextWindow, (to, from) -> to.contextWindow(from.contextWindow())),
  MAX_INPUT_TOKENS(
      ModelFacts::maxInputTokens, (to, from) -> to.maxInputTokens(from.maxInputTokens())),
  MAX_OUTPUT_TOKENS(
      ModelFacts::maxOutputTokens, (to, from) -> to.maxOutputTokens(from.maxOutputTokens())),
  /** Filled one by one: what a model is known to lack stays out. */
  CAPABILITIES(ModelFacts::capabilities, (to, from) -> to.capabilities(from.capabilities())) {
    @Override
    void fill(ModelFacts mine, ModelFacts other, ModelFacts.Builder to) {
      to.capabilities(Sets.minus(other.capabilities(), mine.lacking()));
    }
  },
  /** Filled by direction. */
  MODALITIES(ModelFacts::modalities, (to, from) -> to.modalities(from.modalities())) {
    @Override
    void fill(ModelFacts mine, ModelFacts other, ModelFacts.Builder to) {
      to.modalities(mine.modalities().orElse(other.modalities()));
    }
  },
  /** Filled as a whole, because prices of two sources are no price list. */
  PRICING(ModelFacts::pricing, (to, from) -> to.pricing(from.pricing())),
  KNOWLEDGE_CUTOFF(
      ModelFacts::knowledgeCutoff, (to, from) -> to.knowledgeCutoff(from.knowledgeCutoff())),
  RELEASED(ModelFacts::released, (to, from) -> to.released(from.released())),
  OPEN_WEIGHTS(ModelFacts::openWeights, (to, from) -> to.openWeights(from.openWeights())),
  PARAMETER_COUNT(
      ModelFacts::parameterCount, (to, from) -> to.parameterCount(from.parameterCount())),
  QUANTIZATION(ModelFacts::quantization, (to, from) -> to.quantization(from.quantization())),
  SUPPORTS_STREAMING(
      ModelFacts::supportsStreaming, (to, from) -> to.supportsStreaming(from.supportsStreaming())),
  DEPRECATED(ModelFacts::deprecated, (to, from) -> to.deprecated(from.deprecated())),
  SHUTDOWN_DATE(ModelFacts::shutdownDate, (to, from) -> to.shutdownDate(from.shutdownDate())),
  REPLACED_BY(ModelFacts::replacedBy, (to, from) -> to.replacedBy(from.replacedBy()));

  /** Every field. */
  public static final Set<ModelField> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(ModelField.class));

  private final Function<ModelFacts, @Nullable Object> value;
  private final BiConsumer<ModelFacts.Builder, ModelFacts> copy;

  ModelField(
      Function<ModelFacts, @Nullable Object> value,
      BiConsumer<ModelFacts.Builder, ModelFacts> copy) {
    this.value = value;
    this.copy = copy;
  }

  /** Whether {@code facts} say nothing of this field. */
  public boolean isAbsent(ModelFacts facts) {
    Object present = value.apply(facts);
    return present == null
        || (present instanceof Collection<?> values && values.isEmpty())
        || (present instanceof Modalities modalities && modalities.isUnknown());
  }

  /** Whether both say the same of this field. */
  public boolean isSame(ModelFacts one, ModelFacts other) {
    return Objects.equals(value.apply(one), value.apply(other));
  }

  void copy(ModelFacts from, ModelFacts.Builder to) {
    copy.accept(to, from);
  }

  /** Gives {@code to}, which holds all of {@code mine}, what {@code other} has to add. */
  void fill(ModelFacts mine, ModelFacts other, ModelFacts.Builder to) {
    if (isAbsent(mine)) {
      copy.accept(to, other);
    }
  }
}
