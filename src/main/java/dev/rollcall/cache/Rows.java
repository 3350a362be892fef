package dev.rollcall.cache;

import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The entries an instance can serve: globs and enrichment applied over what the provider said.
 *
 * @param own what the provider lists, whatever is served in its place; empty when it never did
 * @param stale the same, as it is served when the provider cannot be asked
 * @param catalog what the catalog has instead
 */
record Rows(List<ModelInfo> own, List<ModelInfo> stale, List<ModelInfo> catalog) {

  static final Rows NONE = new Rows(List.of(), List.of(), List.of());

  Rows withoutOwn() {
    return new Rows(List.of(), List.of(), catalog);
  }

  /** Makes the entries; takes its time with long lists. */
  static Rows of(Material material, ModelCatalog catalog) {
    List<ModelInfo> own = own(material, catalog);
    return new Rows(own, stale(own), fallback(material));
  }

  private static List<ModelInfo> stale(List<ModelInfo> own) {
    List<ModelInfo> stale = new ArrayList<>(own.size());
    for (ModelInfo model : own) {
      stale.add(model.from(Source.STALE));
    }
    return Collections.unmodifiableList(stale);
  }

  private static List<ModelInfo> own(Material material, ModelCatalog catalog) {
    Kept kept = material.kept();
    InstanceConfig config = material.config();
    return kept == null
        ? List.of()
        : own(
            config.name(),
            config.type().name(),
            config.models(),
            kept.builtin() ? Source.BUILTIN : Source.LIVE,
            catalog.enrich(config.type().name(), kept.models()));
  }

  /** Makes what an instance listed by itself in an earlier run; takes its time with long lists. */
  static List<ModelInfo> own(StoredList list, ModelCatalog catalog) {
    return own(
        list.instance(),
        list.type(),
        list.globs(),
        Source.LIVE,
        catalog.enrich(list.type(), list.models()));
  }

  private static List<ModelInfo> own(
      String name, String type, Globs globs, Source source, List<ModelCatalog.Enriched> enriched) {
    Predicate<String> listed = globs.filter();
    List<ModelInfo> own = new ArrayList<>(enriched.size());
    for (ModelCatalog.Enriched model : enriched) {
      if (listed.test(model.facts().nativeId())) {
        own.add(new ModelInfo(name, type, source, model.facts(), model.enrichment()));
      }
    }
    return Collections.unmodifiableList(own);
  }

  private static List<ModelInfo> fallback(Material material) {
    List<ModelFacts> models = material.fallback();
    if (models == null) {
      return List.of();
    }
    String name = material.config().name();
    String type = material.config().type().name();
    Predicate<String> listed = material.config().models().filter();
    return models.stream()
        .filter(facts -> listed.test(facts.nativeId()))
        .map(facts -> new ModelInfo(name, type, Source.CATALOG, facts, null))
        .collect(Collectors.toUnmodifiableList());
  }
}
