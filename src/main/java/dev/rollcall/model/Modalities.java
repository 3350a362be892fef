package dev.rollcall.model;

import java.util.Set;

/**
 * What goes into a model and what comes out of it.
 *
 * @param input the kinds it takes; empty when unknown
 * @param output the kinds it gives; empty when unknown
 */
public record Modalities(Set<Modality> input, Set<Modality> output) {

  /** Nothing is known. */
  public static final Modalities UNKNOWN = new Modalities(Set.of(), Set.of());

  public Modalities {
    input = Sets.copy(input, Modality.class);
    output = Sets.copy(output, Modality.class);
  }

  /** Whether neither direction is known. */
  public boolean isUnknown() {
    return input.isEmpty() && output.isEmpty();
  }

  /** These, and for a direction that is unknown here, {@code other}'s. */
  public Modalities orElse(Modalities other) {
    return new Modalities(
        input.isEmpty() ? other.input : input, output.isEmpty() ? other.output : output);
  }

  /** These and {@code other}'s together. */
  public Modalities plus(Modalities other) {
    return new Modalities(Sets.union(input, other.input), Sets.union(output, other.output));
  }
}
