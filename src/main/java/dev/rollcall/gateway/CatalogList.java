package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The catalog, asked as if it were a list. Its providers are the types. */
final class CatalogList {

  /** The catalog changes only with its file, which is never urgent. */
  static final long MAX_AGE_SECONDS = 300;

  private final Supplier<List<ModelInfo>> entries;
  private final Set<String> types;
  private volatile ByType latest = new ByType(List.of(), List.of());

  /** The entries, and the same by type. */
  private record ByType(List<ModelInfo> entries, List<List<ModelInfo>> lists) {

    @SuppressWarnings("ReferenceEquality") // another catalog is another list
    boolean isOf(List<ModelInfo> list) {
      return entries == list;
    }

    static ByType of(List<ModelInfo> entries) {
      Map<String, List<ModelInfo>> lists =
          entries.stream()
              .collect(
                  Collectors.groupingBy(
                      ModelInfo::providerType,
                      LinkedHashMap::new,
                      Collectors.toUnmodifiableList()));
      return new ByType(entries, List.copyOf(lists.values()));
    }
  }

  /**
   * A list of what is there whenever it is asked for.
   *
   * @param entries in order
   * @param types the names of all provider types
   */
  CatalogList(Supplier<List<ModelInfo>> entries, Set<String> types) {
    this.entries = entries;
    this.types = types;
  }

  ModelList answer(ModelQuery query, Parts parts, long seq) {
    ModelPage<ModelInfo> page = ModelPage.of(query, parts.stream());
    return new ModelList(
        page.data(), parts.providers(), seq, CacheStatus.HIT, MAX_AGE_SECONDS, page.page());
  }

  /** What a query is answered from; throws 400 for an unknown type. */
  Future<Parts> parts(ModelQuery query) {
    requireKnown("provider", query.providers(), types);
    requireKnown("type", query.types(), types);
    // The first time, entries are read from their file.
    return OffLoop.run(true, () -> byType(entries.get())).map(known -> parts(query, known));
  }

  private static Parts parts(ModelQuery query, ByType known) {
    List<List<ModelInfo>> about =
        known.lists().stream()
            .filter(list -> query.isAbout(list.get(0).provider(), list.get(0).providerType()))
            .toList();
    return new Parts(about, about.stream().map(CatalogList::summary).toList());
  }

  static void requireKnown(String param, Collection<String> names, Set<String> types) {
    for (String name : names) {
      if (!types.contains(name)) {
        throw RequestFailure.badParameter(
            param, param + ": there is no provider type " + RequestFailure.quoted(name));
      }
    }
  }

  private ByType byType(List<ModelInfo> now) {
    ByType known = latest;
    if (!known.isOf(now)) {
      known = ByType.of(now);
      latest = known;
    }
    return known;
  }

  private static ModelList.Summary summary(List<ModelInfo> models) {
    String type = models.get(0).providerType();
    return new ModelList.Summary(type, type, Source.CATALOG, models.size());
  }
}
