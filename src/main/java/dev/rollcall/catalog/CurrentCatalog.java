package dev.rollcall.catalog;

import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in force, which may be replaced while it is used. From any thread, once there is a
 * first one.
 */
public final class CurrentCatalog implements ModelCatalog {

  private volatile @Nullable Catalog catalog;

  /** Puts the first one, or another one, in force. What was made of one before stays as it is. */
  public void replace(Catalog newer) {
    catalog = newer;
  }

  /** The entries of the catalog in force; see {@link Catalog#entries}. */
  public List<ModelInfo> entries() {
    return inForce().entries();
  }

  /** Where a field of a row of the catalog in force is from; see {@link Catalog#origin}. */
  public @Nullable Origin origin(String rowId, ModelField field) {
    return inForce().origin(rowId, field);
  }

  /** Reads what is not read yet; see {@link Catalog#prepareModels}. */
  public void prepareModels(Collection<String> configured) {
    inForce().prepareModels(configured);
  }

  /** Reads what is not read yet; see {@link Catalog#prepareToEnrich}. */
  public void prepareToEnrich(Collection<String> configured) {
    inForce().prepareToEnrich(configured);
  }

  @Override
  public List<ModelFacts> models(String type) {
    return inForce().models(type);
  }

  @Override
  public List<Enriched> enrich(String type, List<ModelFacts> listed) {
    return inForce().enrich(type, listed);
  }

  private Catalog inForce() {
    return Objects.requireNonNull(catalog, "there is no catalog yet");
  }
}
