package dev.rollcall.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of models without asking a provider. */
public interface ModelCatalog {

  /** A catalog that knows nothing. */
  ModelCatalog EMPTY =
      new ModelCatalog() {
        @Override
        public List<ModelFacts> models(String type) {
          return List.of();
        }

        @Override
        public List<Enriched> enrich(String type, List<ModelFacts> listed) {
          return listed.stream().map(facts -> new Enriched(facts, null)).toList();
        }
      };

  /**
   * The models that the type's provider is known to have, with native ids that work there.
   *
   * @return in a stable order; empty for a type the catalog has no rows for
   */
  List<ModelFacts> models(String type);

  /**
   * A provider's list with what the catalog adds to it. What the provider said stays as it is.
   *
   * @param type the provider's type
   * @param listed the provider's list
   * @return as many entries in the same order
   */
  List<Enriched> enrich(String type, List<ModelFacts> listed);

  /**
   * A model and what the catalog added to it.
   *
   * @param enrichment null when nothing
   */
  record Enriched(ModelFacts facts, @Nullable Enrichment enrichment) {}
}
