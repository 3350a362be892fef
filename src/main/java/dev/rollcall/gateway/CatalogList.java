package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The catalog, asked as if it were a list. Its providers are the types.
 *
 * @param entries in order
 * @param types the names of all provider types
 */
record CatalogList(Supplier<List<ModelInfo>> entries, Set<String> types) {

  /** It changes when its file does, which nobody waits for. */
  static final long MAX_AGE_SECONDS = 300;

  ModelList answer(ModelQuery query, Parts parts, long seq) {
    ModelPage<ModelInfo> page = ModelPage.of(query, parts.models().stream().flatMap(List::stream));
    return new ModelList(
        page.data(), parts.providers(), seq, CacheStatus.HIT, MAX_AGE_SECONDS, page.page());
  }

  /** What a query is answered from; fails with 400 for an unknown type. */
  Parts parts(ModelQuery query) {
    requireKnown("provider", query.providers(), types);
    requireKnown("type", query.types(), types);
    List<ModelInfo> models = entries.get();
    return new Parts(List.of(models), summaries(query, models));
  }

  static void requireKnown(String param, Collection<String> names, Set<String> types) {
    for (String name : names) {
      if (!types.contains(name)) {
        throw RequestFailure.badParameter(
            param, param + ": there is no provider type '" + name + "'");
      }
    }
  }

  private static List<ModelList.Summary> summaries(ModelQuery query, List<ModelInfo> models) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ModelInfo model : models) {
      if (query.isAbout(model.provider(), model.providerType())) {
        counts.merge(model.providerType(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(
            type ->
                new ModelList.Summary(
                    type.getKey(), type.getKey(), Source.CATALOG, type.getValue()))
        .toList();
  }
}
