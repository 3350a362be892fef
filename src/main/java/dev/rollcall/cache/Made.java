package dev.rollcall.cache;

import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance's entries, ready to be served.
 *
 * @param of what they are made of, complete
 * @param difference how they differ from what the instance listed last; null when it never did
 */
record Made(Material of, Rows rows, @Nullable Difference difference) {

  /**
   * Makes the entries; takes its time with long lists.
   *
   * @param listedBefore what the instance listed last; null when it never did
   */
  static Made of(Material material, ModelCatalog catalog, @Nullable List<ModelInfo> listedBefore) {
    Material complete = material.completedFrom(catalog);
    Rows rows = Rows.of(complete, catalog);
    return new Made(
        complete, rows, listedBefore == null ? null : Difference.between(listedBefore, rows.own()));
  }
}
