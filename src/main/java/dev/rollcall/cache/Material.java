package dev.rollcall.cache;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance's entries are made of.
 *
 * @param kept the last good list; null when there is none
 * @param fallback the catalog's models of the type; null where the catalog is to be asked
 */
record Material(InstanceConfig config, @Nullable Kept kept, @Nullable List<ModelFacts> fallback) {

  /** The same, with what the catalog in force has; a list that came with the type is its own. */
  Material completedFrom(ModelCatalog catalog) {
    if (fallback != null) {
      return this;
    }
    List<ModelFacts> models = catalog.models(config.type().name());
    Kept renewed = kept != null && kept.builtin() && !models.isEmpty() ? kept.with(models) : kept;
    return new Material(config, renewed, models);
  }

  Material withoutFallback() {
    return new Material(config, kept, null);
  }

  /** Whether the entries made of {@code other} are made of this too. */
  @SuppressWarnings("ReferenceEquality") // comparing long lists is what this saves
  boolean isThatOf(Material other) {
    return fallback != null
        && config == other.config
        && kept == other.kept
        && fallback == other.fallback;
  }
}
