package dev.rollcall.catalog;

import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalog in force, which may be replaced while it is used. From any thread. */
public final class CurrentCatalog implements ModelCatalog {

  private volatile Catalog catalog;

  /** Starts with this one. */
  public CurrentCatalog(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Puts another one in force. What was made of the one before stays as it is. */
  public void replace(Catalog newer) {
    catalog = newer;
  }

  /** The entries of the catalog in force; see {@link Catalog#entries}. */
  public List<ModelInfo> entries() {
    return catalog.entries();
  }

  /** Where a field of a row of the catalog in force is from; see {@link Catalog#origin}. */
  public @Nullable Origin origin(String rowId, ModelField field) {
    return catalog.origin(rowId, field);
  }

  @Override
  public List<ModelFacts> models(String type) {
    return catalog.models(type);
  }

  @Override
  public List<Enriched> enrich(String type, List<ModelFacts> listed) {
    return catalog.enrich(type, listed);
  }
}
